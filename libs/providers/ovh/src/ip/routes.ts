import { recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import { singleAddress } from '../addresses';
import type { OvhClient } from '../client';
import { inProject, urnOf } from '../native-id';
import { projectsOf, urnOfProject } from '../projects';
import { readOptional } from '../read-details';

/** Where addresses lead, by id of resource; empty where it could not be read. */
export interface Routes {
  /** By the name of the service that an address is routed to. */
  readonly services: ReadonlyMap<string, string>;
  /** By additional address of a project: its instance. */
  readonly instances: ReadonlyMap<string, string>;
}

/**
 * The services that addresses can be routed to, asked for once a connection. An address alone names
 * a service by text, which may be of a kind that is not read here.
 */
export function routesOf(client: OvhClient): Promise<Routes> {
  return client.once('services', '', async () => {
    // What may not be read relates to nothing; the passes that list it tell that it is denied.
    const untold: PageWarning[] = [];
    const services = new Map<string, string>();
    for (const [route, kind] of [
      ['/vps', 'vps'],
      ['/dedicated/server', 'dedicatedServer'],
    ] as const) {
      const names = await readOptional(untold, () => client.names(route));
      for (const name of names ?? []) services.set(name, urnOf(client.site, kind, name));
    }
    const instances = new Map<string, string>();
    for (const serviceName of (await readOptional(untold, () => projectsOf(client))) ?? []) {
      const route = '/cloud/project/{serviceName}/ip/failover';
      const failovers = await readOptional(untold, () => client.list(route, { serviceName }));
      const project = urnOfProject(client, serviceName);
      for (const each of failovers ?? []) {
        const { ip, routedTo } = recordOf(each);
        const address = singleAddress(textOf(ip) ?? '');
        const instance = textOf(routedTo);
        if (address === null || instance === null) continue;
        instances.set(address, inProject(project, 'instance', instance));
      }
    }
    return { services, instances };
  });
}
