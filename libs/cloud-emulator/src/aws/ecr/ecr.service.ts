import type { AwsService } from '../aws-service';
import { epochSeconds, jsonListing } from '../json-listing';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

export interface EcrRepository extends ServiceItem {
  readonly accountId: string;
  readonly immutable: boolean;
  readonly scansOnPush: boolean;
  readonly keyArn: string | null;
}

export const repositories = namedKind<EcrRepository>({
  kind: 'aws.ecr-repository',
  resourceType: 'registry',
  suffix: 'image',
  arn: ({ scope, name }) => `ecr:${scope.region}:${scope.accountId}:repository/${name}`,
  facts: ({ random, scope, keyArn, revision }) => ({
    accountId: scope.accountId,
    immutable: random.chance(0.5),
    scansOnPush: random.chance(0.5) !== (revision % 2 === 1),
    keyArn,
  }),
});

export const ecr: AwsService = {
  name: 'ecr',
  signingName: 'ecr',
  protocol: 'json',
  operations: {
    DescribeRepositories: jsonListing({
      permission: 'ecr:DescribeRepositories',
      kind: repositories,
      field: 'repositories',
      token: ['nextToken', 'nextToken'],
      limit: { field: 'maxResults', most: 1000, usual: 100 },
      render: (item) => ({
        repositoryArn: item.arn,
        registryId: item.accountId,
        repositoryName: item.name,
        repositoryUri: `${item.accountId}.dkr.ecr.${item.region}.amazonaws.com/${item.name}`,
        createdAt: epochSeconds(item.created),
        imageTagMutability: item.immutable ? 'IMMUTABLE' : 'MUTABLE',
        imageScanningConfiguration: { scanOnPush: item.scansOnPush },
        encryptionConfiguration:
          item.keyArn === null
            ? { encryptionType: 'AES256' }
            : { encryptionType: 'KMS', kmsKey: item.keyArn },
      }),
    }),
  },
};
