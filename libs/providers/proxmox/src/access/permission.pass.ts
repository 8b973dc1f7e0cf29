import { definePass, type Pass, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceType } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { requirePrivilege } from '../privileges';
import { toRoleAssignment } from './acl.mapper';
import { toGroup } from './group.mapper';
import { toRole } from './role.mapper';

export const groups = listed('access.groups', 'identity', '/access/groups', toGroup);
export const roles = listed('access.roles', 'role', '/access/roles', toRole);
/** Who has which role on what. */
export const acls = listed('access.acls', 'role_assignment', '/access/acl', toRoleAssignment);

/** A list of the cluster's permissions, which without the privilege is shorter instead of refused. */
function listed(
  id: string,
  type: ResourceType,
  path: string,
  map: (raw: unknown) => DiscoveredResource | null,
): Pass<ProxmoxClient> {
  return definePass<ProxmoxClient>({
    id,
    types: [type],
    scope: 'global',
    permissions: ['Sys.Audit'],
    async *collect({ client }) {
      await requirePrivilege(client, 'Sys.Audit');
      const mapped = (await client.list(path)).map(map);
      const resources = mapped.filter((resource) => resource !== null);
      const message = `${mapped.length - resources.length} items came without an id`;
      const warnings: PageWarning[] =
        resources.length < mapped.length ? [{ code: 'unidentified_items', message }] : [];
      yield { resources, cursor: null, warnings };
    },
  });
}
