import type { InternetGateway } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { stateFrom } from '../native-state';
import { objectsOf } from '../payload';
import { toEc2 } from '../relations';
import { nameOf, tagsOf } from '../tags';
import { untold } from '../untold';

/** The state of what attaches it to its VPC. */
const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  attached: 'running',
  attaching: 'pending',
  detaching: 'pending',
  detached: 'stopped',
};

/** @returns `null` when the payload names no gateway or owner */
export function toInternetGateway(
  gateway: InternetGateway,
  region: string,
): DiscoveredResource<'gateway'> | null {
  const id = textOf(gateway.InternetGatewayId);
  const accountId = textOf(gateway.OwnerId);
  if (id === null || accountId === null) return null;
  const attachments = objectsOf(gateway.Attachments);
  const nativeState = textOf(attachments[0]?.State);
  const isDetached = Array.isArray(gateway.Attachments) && gateway.Attachments.length === 0;
  return {
    ...untold(),
    resourceId: ec2Arn('internet-gateway', region, accountId, id),
    resourceType: 'gateway',
    nativeType: 'AWS::EC2::InternetGateway',
    name: nameOf(gateway.Tags),
    region,
    state: isDetached ? 'stopped' : stateFrom(STATES, nativeState),
    nativeState,
    tags: tagsOf(gateway.Tags),
    relationships: toEc2(
      'attached_to',
      'vpc',
      { region, accountId },
      attachments.map((each) => each.VpcId),
    ),
    attributes: { kind: 'internet' },
    raw: gateway,
  };
}
