import type { FlowLog } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toFlowLog } from './flow-logs.mapper';

const ACCOUNT = '123456789012';
const ARN = `arn:aws-cn:ec2:cn-north-1:${ACCOUNT}`;
const LOG: FlowLog = {
  FlowLogId: 'fl-0a',
  FlowLogStatus: 'ACTIVE',
  ResourceId: 'vpc-0a',
  TrafficType: 'REJECT',
  LogDestinationType: 's3',
  LogDestination: 'arn:aws-cn:s3:::flow-logs',
  DeliverLogsStatus: 'SUCCESS',
  CreationTime: new Date('2025-01-02T03:04:05Z'),
};

const map = (changes: Partial<FlowLog> = {}): ReturnType<typeof toFlowLog> =>
  toFlowLog({ ...LOG, ...changes }, 'cn-north-1', ACCOUNT);

describe('toFlowLog', () => {
  it('maps the log of a VPC', () => {
    const log = map();
    expect(discoveredResourceSchema.safeParse(log).error).toBeUndefined();
    expect(log).toMatchObject({
      resourceId: `${ARN}:vpc-flow-log/fl-0a`,
      name: null,
      state: 'running',
      relationships: [{ kind: 'attached_to', resourceId: `${ARN}:vpc/vpc-0a` }],
      attributes: {
        sourceId: `${ARN}:vpc/vpc-0a`,
        traffic: 'rejected',
        destination: 'arn:aws-cn:s3:::flow-logs',
        isEnabled: true,
      },
    });
  });

  it('takes the group of logs for the destination, and an id it does not know as it is', () => {
    const log = map({ LogDestination: undefined, LogGroupName: 'flows', ResourceId: 'tgw-0a' });
    expect(log).toMatchObject({
      relationships: [],
      attributes: { destination: 'flows', sourceId: 'tgw-0a' },
    });
  });

  it('tells when nothing arrives', () => {
    expect(map({ DeliverLogsStatus: 'FAILED' })).toMatchObject({
      state: 'error',
      attributes: { isEnabled: true },
    });
    expect(map({ FlowLogStatus: undefined })).toMatchObject({
      state: 'unknown',
      attributes: { isEnabled: null },
    });
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(LOG, ['FlowLogId'])) {
      const log = toFlowLog(odd, 'cn-north-1', ACCOUNT);
      expect([what, discoveredResourceSchema.safeParse(log).error]).toEqual([what, undefined]);
    }
    expect(map({ FlowLogId: undefined })).toBeNull();
  });
});
