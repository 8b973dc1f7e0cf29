import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { stateFrom } from '../native-state';
import { toEc2 } from '../relations';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  Active: 'running',
  ActiveNonInvocable: 'running',
  Deactivated: 'stopped',
  Deactivating: 'pending',
  Deleting: 'pending',
  // Not called for weeks; the next call wakes it up.
  Inactive: 'stopped',
  Pending: 'pending',
  Failed: 'error',
};

/** @returns `null` when the payload has no ARN */
export function toFunction(
  configuration: FunctionConfiguration,
): DiscoveredResource<'function'> | null {
  const arn = parseArn(configuration.FunctionArn);
  if (!arn) return null;
  const nativeState = textOf(configuration.State);
  const vpc = configuration.VpcConfig;
  return {
    ...untold(),
    resourceId: configuration.FunctionArn ?? '',
    resourceType: 'function',
    nativeType: 'AWS::Lambda::Function',
    name: textOf(configuration.FunctionName),
    region: textOf(arn.region),
    // The listing leaves the state out of most functions.
    state: nativeState === null ? 'running' : stateFrom(STATES, nativeState),
    nativeState,
    relationships: [
      ...toEc2('runs_in', 'vpc', arn, vpc?.VpcId),
      ...toEc2('runs_in', 'subnet', arn, vpc?.SubnetIds),
      ...toEc2('protected_by', 'security-group', arn, vpc?.SecurityGroupIds),
    ],
    attributes: {
      // An image brings its own.
      runtime: textOf(configuration.Runtime),
      memoryMib: integerOf(configuration.MemorySize),
      timeoutSeconds: integerOf(configuration.Timeout),
      publiclyInvokable: null,
      identityId: textOf(configuration.Role),
    },
    raw: configuration,
  };
}
