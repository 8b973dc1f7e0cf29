import { faultyItems } from '../../faults/effects';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { epochSeconds, inputText, inputTexts } from '../json-listing';
import { itemsOf } from '../region-items';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

const LARGEST_BATCH = 20;

export interface CloudTrailTrail extends ServiceItem {
  readonly bucket: string;
  readonly everyRegion: boolean;
  readonly validatesFiles: boolean;
  readonly isLogging: boolean;
  readonly keyArn: string | null;
}

export const trails = namedKind<CloudTrailTrail>({
  kind: 'aws.cloudtrail-trail',
  resourceType: 'audit_trail',
  suffix: 'trail',
  arn: ({ scope, name }) => `cloudtrail:${scope.region}:${scope.accountId}:trail/${name}`,
  facts: ({ random, index, revision, keyArn, scope }) => ({
    bucket: `trail-${scope.accountId}-${random.int(10)}`,
    everyRegion: index === 0 || random.chance(0.3),
    validatesFiles: random.chance(0.6),
    isLogging: revision % 2 === 1 ? false : random.chance(0.8),
    keyArn,
  }),
});

/** AWS CloudTrail. A trail of every region is listed in each of them, unless asked not to. */
export const cloudtrail: AwsService = {
  name: 'cloudtrail',
  signingName: 'cloudtrail',
  protocol: 'json',
  operations: {
    DescribeTrails: operation('DescribeTrails', (call) => ({
      trailList: faultyItems(call.effects, [
        ...itemsOf(call, trails).all(),
        ...(call.input['includeShadowTrails'] === false ? [] : shadowTrails(call)),
      ]).map(trail),
    })),
    ListTrails: operation('ListTrails', ({ account }) => ({
      Trails: [...account.regions.values()]
        .flatMap(({ services }) => [...services.of(trails).all()])
        .map(({ name, arn, region }) => ({ Name: name, TrailARN: arn, HomeRegion: region })),
    })),
    GetTrailStatus: operation('GetTrailStatus', (call) => {
      const { isLogging, created } = find(
        call,
        inputText(call, 'Name') ?? '',
        'TrailNotFoundException',
      );
      return {
        IsLogging: isLogging,
        StartLoggingTime: epochSeconds(created),
        LatestDeliveryTime: epochSeconds(call.now),
      };
    }),
    ListTags: operation('ListTags', (call) => {
      const arns = inputTexts(call, 'ResourceIdList');
      if (arns.length > LARGEST_BATCH) {
        throw new AwsError(400, 'InvalidParameterException', 'There are too many resources.');
      }
      return {
        ResourceTagList: arns.map((arn) => {
          const { tags } = find(call, arn, 'ResourceNotFoundException');
          return { ResourceId: arn, TagsList: tags.map(([Key, Value]) => ({ Key, Value })) };
        }),
      };
    }),
  },
};

function operation(action: string, answer: (call: AwsCall) => unknown): AwsOperation {
  return {
    permission: `cloudtrail:${action}`,
    run: (call) => JSON.stringify(answer(call)),
  };
}

/** Those of other regions that cover this one too. */
function shadowTrails({ account, region }: AwsCall): CloudTrailTrail[] {
  return [...account.regions]
    .filter(([name]) => name !== region)
    .flatMap(([, { services }]) => [...services.of(trails).all()])
    .filter(({ everyRegion }) => everyRegion);
}

function find(call: AwsCall, arn: string, missing: string): CloudTrailTrail {
  const found = itemsOf(call, trails).find(arn);
  if (found) return found;
  throw new AwsError(400, missing, `Unknown trail: ${arn}`);
}

function trail(item: CloudTrailTrail): unknown {
  return {
    Name: item.name,
    S3BucketName: item.bucket,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: item.everyRegion,
    HomeRegion: item.region,
    TrailARN: item.arn,
    LogFileValidationEnabled: item.validatesFiles,
    ...(item.keyArn !== null && { KmsKeyId: item.keyArn }),
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: false,
  };
}
