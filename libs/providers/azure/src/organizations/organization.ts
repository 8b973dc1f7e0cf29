import type { ProviderOrganization } from '@skyledger/provider-sdk';
import { ArmClient } from '../client';
import {
  azureOrganizationSchema,
  type AzureCredentials,
  type AzureOrganizationConnection,
} from '../credentials';
import { membersOfGroup, membersOfTenant } from './members';
import { homeTenant, managementGroup } from './scope';

const PERMISSIONS = [
  'Microsoft.Management/managementGroups/read',
  'Microsoft.Management/managementGroups/descendants/read',
  'Microsoft.Resources/subscriptions/read',
];

/**
 * The subscriptions of a tenant or of a management group. What reads the group reads what is in it, so
 * that members have the same credentials, each with its own subscription.
 */
export const azureOrganization: ProviderOrganization<
  AzureOrganizationConnection,
  AzureCredentials,
  ArmClient
> = {
  credentials: azureOrganizationSchema,
  setUp: [
    'In the Azure portal open **Management groups** and the group whose subscriptions are meant, then **Access control (IAM)** and **Add role assignment**. For the whole tenant that is the **Tenant Root Group**, whose id is that of the tenant; a global administrator has to elevate access to assign roles there.',
    `Assign the role **Reader** to the identity Skyledger shall use, as for a single subscription: a managed identity, an application with a federated credential, or one with a client secret. All subscriptions of the group inherit it, new ones as well. It allows ${PERMISSIONS.map((name) => `\`${name}\``).join(', ')}, and to read what is in them.`,
    'Give the credentials as for a single subscription, without `subscription_id`, and the id of the group as `management_group_id`.',
    'Without `management_group_id` all subscriptions of the tenant are meant in which the identity has a role. Patterns of `path` fit none of them then: only management groups tell where subscriptions are.',
  ],
  permissions: PERMISSIONS,
  connect: (connection, context) =>
    Promise.resolve().then(() => new ArmClient(connection, context)),
  disconnect: (client) => client.close(),
  async identify(client, { management_group_id: groupId }) {
    if (groupId === undefined) {
      const { id, displayName } = await homeTenant(client);
      return { nativeId: id, displayName };
    }
    const { id, tenantId, part } = await managementGroup(client, groupId);
    return { nativeId: `${tenantId}/${id}`, displayName: part.name };
  },
  async *members(client, { management_group_id: groupId }) {
    if (groupId === undefined) yield* membersOfTenant(client, (await homeTenant(client)).id);
    else yield* membersOfGroup(client, await managementGroup(client, groupId));
  },
  memberCredentials(connection, { nativeAccountId }) {
    const access = { ...connection };
    delete access.management_group_id;
    return { ...access, subscription_id: nativeAccountId };
  },
};
