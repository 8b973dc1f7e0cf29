import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { CLOUD_NAMES } from './clouds';

const guid = (what: string): z.ZodString =>
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
      error: `expected ${what}: 32 hexadecimal digits in five groups`,
    });

const shared = {
  subscription_id: guid('the id of a subscription'),
  cloud: z
    .enum(CLOUD_NAMES)
    .optional()
    .meta({ description: 'Sovereign cloud of the subscription; public when left out' }),
};

const tenantId = guid('the id of a directory (tenant)');
const clientId = guid('the id of an application (client)');

const managedIdentity = z.strictObject({
  method: z.literal('managed_identity'),
  client_id: clientId.optional().meta({
    description: 'Of a user-assigned identity; the system-assigned one when left out',
  }),
  ...shared,
});

const federated = z.strictObject({
  method: z.literal('federated'),
  tenant_id: tenantId,
  client_id: clientId,
  ...shared,
});

const servicePrincipal = z.strictObject({
  method: z.literal('service_principal'),
  tenant_id: tenantId,
  client_id: clientId,
  client_secret: secret()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
  ...shared,
});

/**
 * How Skyledger gets into a subscription: as the managed identity of the machine it runs on, by a
 * token of its platform that an application trusts (workload identity; the file is named by
 * `AZURE_FEDERATED_TOKEN_FILE`), or with the secret of an application.
 */
export const azureCredentialsSchema = z.discriminatedUnion('method', [
  managedIdentity,
  federated,
  servicePrincipal,
]);

export type AzureCredentials = z.output<typeof azureCredentialsSchema>;
