import type { FlowLog } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ec2Arn, type Ec2Kind } from '../arn';
import { timeOf } from '../payload';
import { toArns } from '../relations';
import { nameOf, tagsOf } from '../tags';
import { untold } from '../untold';

const TRAFFIC: ReadonlyMap<string, string> = new Map([
  ['ALL', 'all'],
  ['ACCEPT', 'accepted'],
  ['REJECT', 'rejected'],
]);

const SOURCE_KINDS: readonly (readonly [prefix: string, kind: Ec2Kind])[] = [
  ['vpc-', 'vpc'],
  ['subnet-', 'subnet'],
  ['eni-', 'network-interface'],
];

/** @returns `null` when the payload names no flow log */
export function toFlowLog(
  log: FlowLog,
  region: string,
  accountId: string,
): DiscoveredResource<'flow_log'> | null {
  const id = textOf(log.FlowLogId);
  if (id === null) return null;
  const status = textOf(log.FlowLogStatus);
  const isDelivered = log.DeliverLogsStatus !== 'FAILED';
  const source = textOf(log.ResourceId);
  const kind = SOURCE_KINDS.find(([prefix]) => source?.startsWith(prefix))?.[1];
  const sourceId =
    source !== null && kind !== undefined ? ec2Arn(kind, region, accountId, source) : source;
  return {
    ...untold(),
    resourceId: ec2Arn('vpc-flow-log', region, accountId, id),
    resourceType: 'flow_log',
    nativeType: 'AWS::EC2::FlowLog',
    name: nameOf(log.Tags),
    region,
    state: !isDelivered ? 'error' : status === 'ACTIVE' ? 'running' : 'unknown',
    nativeState: status,
    tags: tagsOf(log.Tags),
    createdAt: timeOf(log.CreationTime),
    relationships: toArns('attached_to', sourceId),
    attributes: {
      sourceId,
      traffic: TRAFFIC.get(log.TrafficType ?? '') ?? null,
      destination: textOf(log.LogDestination) ?? textOf(log.LogGroupName),
      isEnabled: status === null ? null : status === 'ACTIVE',
    },
    raw: log,
  };
}
