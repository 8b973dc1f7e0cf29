import { definePass, ProviderError } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { projectsOf, projectsWith, REGION_SERVICES, urnOfProject } from '../projects';
import { PORTS, SECURITY_GROUPS } from './listings';
import { toSecurityGroup } from './security-group.mapper';

/**
 * The security groups of the one project that there are credentials of OpenStack for; OVHcloud's own
 * API does not tell them. Keys of that API say in which regions the project is.
 */
export const securityGroups = definePass<OvhClient>({
  id: 'openstack.security-groups',
  types: ['firewall'],
  scope: 'regional',
  // The ports tell which instances the groups protect.
  permissions: [SECURITY_GROUPS.operation, PORTS.operation],
  isOpenTo: ({ openStack }) => openStack !== null,
  async *collect({ client, region, cursor }) {
    const { openStack } = client;
    if (openStack === null) throw new Error('there are no credentials of OpenStack');
    const { projectId } = await openStack.session();
    if (!(await projectsOf(client)).includes(projectId)) throw foreign(projectId);
    const here = await projectsWith(client, region, REGION_SERVICES.network);
    if (!here.includes(projectId)) {
      yield { resources: [], cursor: null };
      return;
    }
    const project = urnOfProject(client, projectId);
    let marker = cursor;
    do {
      const { items, next } = await openStack.list(region, SECURITY_GROUPS, marker);
      if (items.length === 0 && marker === null) throw unseen(region);
      const found = items.map((item) => toSecurityGroup(item, project, region));
      const resources = found.filter((group) => group !== null);
      const unidentified = found.length - resources.length;
      const message = `${unidentified} items came without an id`;
      yield {
        resources,
        cursor: next,
        ...(unidentified > 0 && { warnings: [{ code: 'unidentified_items', message }] }),
      };
      marker = next;
    } while (marker !== null);
  },
});

/**
 * Neutron leaves out of a list what one may not see, and a project always has a default group, which
 * it is given when its groups are first listed: whoever is shown none is denied.
 */
function unseen(region: string): ProviderError {
  const message = `OpenStack shows not even the default security group of ${region}`;
  return denied('OPENSTACK_NOTHING_SHOWN', message);
}

function foreign(projectId: string): ProviderError {
  const message = `the project ${projectId} of the OpenStack credentials is none of the account`;
  return denied('OPENSTACK_FOREIGN_PROJECT', message);
}

function denied(code: string, message: string): ProviderError {
  return new ProviderError({ kind: 'denied', code, message }, SECURITY_GROUPS.operation);
}
