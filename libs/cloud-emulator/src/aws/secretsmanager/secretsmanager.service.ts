import type { AwsService } from '../aws-service';
import { epochSeconds, jsonListing } from '../json-listing';
import { secrets } from './secret.item';
import type { Secret } from './secret.item';

/** AWS Secrets Manager: what secrets there are, never what they hold. */
export const secretsmanager: AwsService = {
  name: 'secretsmanager',
  signingName: 'secretsmanager',
  protocol: 'json',
  operations: {
    ListSecrets: jsonListing({
      permission: 'secretsmanager:ListSecrets',
      kind: secrets,
      field: 'SecretList',
      token: ['NextToken', 'NextToken'],
      limit: { field: 'MaxResults', most: 100 },
      render: entry,
    }),
  },
};

/** What was never set up is left out. */
function entry(secret: Secret): unknown {
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.kmsKeyArn !== null && { KmsKeyId: secret.kmsKeyArn }),
    ...(secret.rotates && {
      RotationEnabled: true,
      RotationRules: { AutomaticallyAfterDays: 30 },
    }),
    CreatedDate: epochSeconds(secret.created),
    LastChangedDate: epochSeconds(secret.changed),
    SecretVersionsToStages: { 'a1b2c3d4-5678-90ab-cdef-example11111': ['AWSCURRENT'] },
    Tags: secret.tags.map(([Key, Value]) => ({ Key, Value })),
  };
}
