import type { OrganizationPart, ProviderOrganization } from '@skyledger/provider-sdk';
import { GoogleClient, tokensOf } from '../client';
import {
  gcpOrganizationSchema,
  type GcpAccess,
  type GcpCredentials,
  type GcpOrganizationConnection,
} from '../credentials';
import { listMembers, partOf } from './members';

const PERMISSIONS = [
  'resourcemanager.organizations.get',
  'resourcemanager.folders.get',
  'resourcemanager.folders.list',
  'resourcemanager.projects.get',
  'resourcemanager.projects.list',
];

/**
 * The projects of an organisation or folder. Roles on it hold in what is below, so that members have the
 * same credentials, each with its own project.
 */
export const gcpOrganization: ProviderOrganization<
  GcpOrganizationConnection,
  GcpCredentials,
  GoogleClient
> = {
  credentials: gcpOrganizationSchema,
  setUp: [
    'Create a service account in a project of the organisation, and enable the **Cloud Resource Manager API** in that project.',
    `Grant it **Browser** (\`roles/browser\`) on the organisation or folder. It allows ${PERMISSIONS.map((name) => `\`${name}\``).join(', ')}.`,
    'Grant it on the organisation or folder what it needs in a single project, most simply **Viewer** (`roles/viewer`). All projects inherit it, new ones as well. In each, the APIs that are in use have to be enabled.',
    'Give the credentials as for a single project, without `project_id`, and `organizations/<number>` or `folders/<number>` as `parent`.',
  ],
  permissions: PERMISSIONS,
  connect: (connection, context) =>
    Promise.resolve().then(() => new GoogleClient(tokensOf(connection, context), context)),
  disconnect: (client) => client.close(),
  async identify(client, { parent }) {
    const { id, name } = await topOf(client, parent);
    return { nativeId: id, displayName: name };
  },
  async *members(client, { parent }) {
    yield* listMembers(client, await topOf(client, parent));
  },
  memberCredentials(connection, { nativeAccountId }) {
    const access: GcpAccess & { parent?: string } = { ...connection };
    delete access.parent;
    return { ...access, project_id: nativeAccountId };
  },
};

async function topOf(client: GoogleClient, parent: string): Promise<OrganizationPart> {
  const [kind] = parent.split('/');
  const permission = `resourcemanager.${kind}.get`;
  return client.get('crm', permission, `/${parent}`, { read: partOf });
}
