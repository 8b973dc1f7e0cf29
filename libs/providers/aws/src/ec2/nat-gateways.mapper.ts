import type { NatGateway } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { stateFrom } from '../native-state';
import { objectsOf, sortedTexts, timeOf } from '../payload';
import { toEc2 } from '../relations';
import { nameOf, tagsOf } from '../tags';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  pending: 'pending',
  deleting: 'pending',
  failed: 'error',
};

/** @returns `null` when the payload names no gateway */
export function toNatGateway(
  gateway: NatGateway,
  region: string,
  accountId: string,
): DiscoveredResource<'gateway'> | null {
  const id = textOf(gateway.NatGatewayId);
  if (id === null) return null;
  const place = { region, accountId };
  const nativeState = textOf(gateway.State);
  const addresses = objectsOf(gateway.NatGatewayAddresses);
  const connectivity = textOf(gateway.ConnectivityType);
  return {
    ...untold(),
    resourceId: ec2Arn('natgateway', region, accountId, id),
    resourceType: 'gateway',
    nativeType: 'AWS::EC2::NatGateway',
    name: nameOf(gateway.Tags),
    region,
    state: stateFrom(STATES, nativeState),
    nativeState,
    privateIps: sortedTexts(addresses.map((each) => each.PrivateIp)),
    publicIps: sortedTexts(addresses.map((each) => each.PublicIp)),
    // It only ever answers what was asked from inside.
    isPublic: connectivity === null ? null : false,
    tags: tagsOf(gateway.Tags),
    createdAt: timeOf(gateway.CreateTime),
    relationships: [
      ...toEc2('runs_in', 'vpc', place, gateway.VpcId),
      ...toEc2('runs_in', 'subnet', place, gateway.SubnetId),
    ],
    attributes: { kind: 'nat' },
    raw: gateway,
  };
}
