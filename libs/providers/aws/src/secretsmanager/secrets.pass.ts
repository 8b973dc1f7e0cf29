import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { defineRegionalListing } from '../regional-listing';
import { toSecret } from './secrets.mapper';

/** The most Secrets Manager gives. */
const PAGE_SIZE = 100;

/** Secrets, without what they hold. */
export const secrets = defineRegionalListing({
  id: 'secretsmanager.secrets',
  type: 'secret_store',
  service: 'secretsmanager',
  permission: 'secretsmanager:ListSecrets',
  async list(secretsmanager, token, options) {
    const command = new ListSecretsCommand({
      MaxResults: PAGE_SIZE,
      NextToken: token,
      IncludePlannedDeletion: true,
    });
    const { SecretList, NextToken } = await secretsmanager.send(command, options);
    return { items: SecretList, next: NextToken };
  },
  map: toSecret,
});
