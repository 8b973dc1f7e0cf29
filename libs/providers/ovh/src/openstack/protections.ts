import { recordOf, textOf, textsOf, type PageWarning } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { inProject } from '../native-id';
import { readOptional } from '../read-details';
import type { ProjectPlace } from '../read-projects';
import { PORTS } from './listings';
import type { OpenStackClient } from './openstack-client';

/** Ids of the security groups of instances, by the instance's own id. */
export type Protections = ReadonlyMap<string, readonly string[]>;

/**
 * The security groups that instances are in, by all ports of a region at once: the groups that Nova
 * tells with its servers have names only, which several may share. Empty without credentials of
 * OpenStack for the project.
 * @param regions where the project has instances
 */
export async function protectionsOf(
  client: OvhClient,
  { serviceName, urn }: ProjectPlace,
  regions: ReadonlySet<string>,
): Promise<Protections> {
  const { openStack } = client;
  const found = new Map<string, string[]>();
  if (openStack === null) return found;
  // What may not be read relates to nothing; the pass that lists the groups tells that it is denied.
  const untold: PageWarning[] = [];
  const session = await readOptional(untold, () => openStack.session());
  if (session?.projectId !== serviceName) return found;
  for (const region of regions) {
    const groups = await readOptional(untold, () =>
      client.once('groups', region, () => groupsOfMachines(openStack, region)),
    );
    for (const [machine, ids] of groups ?? []) {
      found.set(
        machine,
        [...ids].sort().map((id) => inProject(urn, 'securityGroup', id)),
      );
    }
  }
  return found;
}

/** Ids of groups by machine. Ports of routers, load balancers and the like belong to none. */
async function groupsOfMachines(
  openStack: OpenStackClient,
  region: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const groups = new Map<string, Set<string>>();
  let marker: string | null = null;
  do {
    const page = await openStack.list(region, PORTS, marker);
    for (const port of page.items.map(recordOf)) {
      const machine = textOf(port['device_id']);
      if (machine === null || !textOf(port['device_owner'])?.startsWith('compute:')) continue;
      const known = groups.get(machine) ?? new Set();
      for (const id of textsOf(port['security_groups'])) known.add(id);
      groups.set(machine, known);
    }
    marker = page.next;
  } while (marker !== null);
  return groups;
}
