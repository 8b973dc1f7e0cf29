import { faultyItems } from '../../faults/effects';
import type { AwsCall, AwsOperation } from '../aws-call';
import type { AwsService } from '../aws-service';
import { epochSeconds } from '../json-listing';
import { itemsOf } from '../region-items';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

export interface ConfigRecorder extends ServiceItem {
  readonly roleArn: string;
  readonly isRecording: boolean;
  readonly recordsEverything: boolean;
}

export const recorders = namedKind<ConfigRecorder>({
  kind: 'aws.config-recorder',
  resourceType: 'detector',
  suffix: 'recorder',
  arn: ({ scope, name }) =>
    `config:${scope.region}:${scope.accountId}:configuration-recorder/${name}`,
  facts: ({ random, revision, scope }) => ({
    roleArn: `arn:aws:iam::${scope.accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    isRecording: revision % 2 === 1 ? false : random.chance(0.7),
    recordsEverything: random.chance(0.6),
  }),
});

/** AWS Config. Whether a recorder records is told apart from what it is. */
export const config: AwsService = {
  name: 'config',
  signingName: 'config',
  protocol: 'json',
  operations: {
    DescribeConfigurationRecorders: operation('DescribeConfigurationRecorders', (call) => ({
      ConfigurationRecorders: listed(call).map(recorder),
    })),
    DescribeConfigurationRecorderStatus: operation(
      'DescribeConfigurationRecorderStatus',
      (call) => ({ ConfigurationRecordersStatus: listed(call).map((item) => status(item, call)) }),
    ),
  },
};

function operation(action: string, answer: (call: AwsCall) => unknown): AwsOperation {
  return { permission: `config:${action}`, run: (call) => JSON.stringify(answer(call)) };
}

/** Every one at once. */
function listed(call: AwsCall): readonly ConfigRecorder[] {
  return faultyItems(call.effects, [...itemsOf(call, recorders).all()]);
}

function recorder(item: ConfigRecorder): unknown {
  return {
    arn: item.arn,
    name: item.name,
    roleARN: item.roleArn,
    recordingGroup: {
      allSupported: item.recordsEverything,
      includeGlobalResourceTypes: item.recordsEverything,
      resourceTypes: item.recordsEverything ? [] : ['AWS::EC2::Instance'],
      recordingStrategy: {
        useOnly: item.recordsEverything
          ? 'ALL_SUPPORTED_RESOURCE_TYPES'
          : 'INCLUSION_BY_RESOURCE_TYPES',
      },
    },
    recordingMode: { recordingFrequency: 'CONTINUOUS', recordingModeOverrides: [] },
    recordingScope: 'PAID',
  };
}

function status(item: ConfigRecorder, { now }: AwsCall): unknown {
  return {
    arn: item.arn,
    name: item.name,
    lastStartTime: epochSeconds(item.created),
    recording: item.isRecording,
    lastStatus: item.isRecording ? 'SUCCESS' : 'PENDING',
    lastStatusChangeTime: epochSeconds(now),
  };
}
