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

const subscription = { subscription_id: guid('the id of a subscription') };

const cloud = {
  cloud: z
    .enum(CLOUD_NAMES)
    .optional()
    .meta({ description: 'Sovereign cloud of the subscription; public when left out' }),
};

const tenantId = guid('the id of a directory (tenant)');
const clientId = guid('the id of an application (client)');

const managedIdentity = {
  method: z.literal('managed_identity'),
  client_id: clientId.optional().meta({
    description: 'Of a user-assigned identity; the system-assigned one when left out',
  }),
};

const federated = {
  method: z.literal('federated'),
  tenant_id: tenantId,
  client_id: clientId,
};

const servicePrincipal = {
  method: z.literal('service_principal'),
  tenant_id: tenantId,
  client_id: clientId,
  client_secret: secret()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
};

/**
 * How Skyledger gets into a subscription: as the managed identity of the machine it runs on, by a
 * token of its platform that an application trusts (workload identity; the file is named by
 * `AZURE_FEDERATED_TOKEN_FILE`), or with the secret of an application.
 */
export const azureCredentialsSchema = z.discriminatedUnion('method', [
  z.strictObject({ ...managedIdentity, ...subscription, ...cloud }),
  z.strictObject({ ...federated, ...subscription, ...cloud }),
  z.strictObject({ ...servicePrincipal, ...subscription, ...cloud }),
]);

export type AzureCredentials = z.output<typeof azureCredentialsSchema>;

const managementGroup = {
  management_group_id: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][\w().-]{0,89}$/, { error: 'expected the id of a management group' })
    .optional()
    .meta({
      description:
        'Whose subscriptions are meant; when left out, all of the tenant that the identity sees',
    }),
};

/** The same ways into many subscriptions: those of a tenant, or of a management group of it. */
export const azureOrganizationSchema = z.discriminatedUnion('method', [
  z.strictObject({ ...managedIdentity, ...managementGroup, ...cloud }),
  z.strictObject({ ...federated, ...managementGroup, ...cloud }),
  z.strictObject({ ...servicePrincipal, ...managementGroup, ...cloud }),
]);

export type AzureOrganizationConnection = z.output<typeof azureOrganizationSchema>;

/** What gets a token, wherever that leads to. */
export type AzureAccess = AzureCredentials | AzureOrganizationConnection;
