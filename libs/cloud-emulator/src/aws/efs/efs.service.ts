import { longIdIndex } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import type { AwsService } from '../aws-service';
import { drawNaming, drawTags } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { epochSeconds, jsonListing } from '../json-listing';
import { keyArn, longId, scopeSalt } from '../region-scope';
import type { ServiceItem } from '../service-item';

export interface EfsFileSystem extends ServiceItem {
  readonly accountId: string;
  readonly state: 'available' | 'updating' | 'creating';
  readonly sizeBytes: number;
  readonly keyArn: string | null;
  readonly zone: string | null;
}

export const fileSystems: RegionalKind<EfsFileSystem> = {
  kind: 'aws.efs-file-system',
  resourceType: 'file_system',
  indexOf: longIdIndex('fs', 'efs'),
  generator(scope) {
    const salt = scopeSalt(scope, 'efs');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = longId('fs', salt, index);
      const name = `${naming.application}-files-${index + 1}`;
      return {
        id,
        arn: `arn:aws:elasticfilesystem:${region}:${accountId}:file-system/${id}`,
        region,
        name,
        accountId,
        created: random.time(),
        state: revision % 2 === 1 ? 'updating' : 'available',
        sizeBytes: 6144 + random.int(2_000_000_000),
        keyArn: random.chance(0.6) ? keyArn(scope) : null,
        zone: random.chance(0.3) ? `${region}a` : null,
        tags: drawTags(random, naming, name, revision),
      };
    };
  },
};

export const efs: AwsService = {
  name: 'elasticfilesystem',
  signingName: 'elasticfilesystem',
  protocol: 'rest-json',
  routes: { 'GET /2015-02-01/file-systems': 'DescribeFileSystems' },
  operations: {
    DescribeFileSystems: jsonListing({
      permission: 'elasticfilesystem:DescribeFileSystems',
      kind: fileSystems,
      field: 'FileSystems',
      token: ['Marker', 'NextMarker'],
      limit: { field: 'MaxItems', most: 100 },
      render: (item) => ({
        OwnerId: item.accountId,
        CreationToken: item.id,
        FileSystemId: item.id,
        FileSystemArn: item.arn,
        CreationTime: epochSeconds(item.created),
        LifeCycleState: item.state,
        Name: item.name,
        NumberOfMountTargets: 2,
        SizeInBytes: { Value: item.sizeBytes, ValueInIA: 0, ValueInStandard: item.sizeBytes },
        PerformanceMode: 'generalPurpose',
        Encrypted: item.keyArn !== null,
        ...(item.keyArn !== null && { KmsKeyId: item.keyArn }),
        ThroughputMode: 'elastic',
        ...(item.zone !== null && { AvailabilityZoneName: item.zone }),
        Tags: item.tags.map(([Key, Value]) => ({ Key, Value })),
      }),
    }),
  },
};
