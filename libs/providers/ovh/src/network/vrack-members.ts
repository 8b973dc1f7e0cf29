import { inParallel, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { urnOf } from '../native-id';
import { readOptional } from '../read-details';

const VRACK = '/vrack/{serviceName}';
const WIDTH = 4;

/** What is in one vRack; `null` where it could not be read. */
export interface VrackMembers {
  /** Names of dedicated servers, in order. */
  readonly servers: readonly string[] | null;
  /** Ids of Public Cloud projects, in order. */
  readonly projects: readonly string[] | null;
  readonly warnings: readonly PageWarning[];
}

/** The vRacks that things are in, by id of resource. */
export interface Vracks {
  /** By the name of a dedicated server, which may be in several. */
  readonly ofServer: ReadonlyMap<string, readonly string[]>;
  /** By the id of a project, which is in one at most. */
  readonly ofProject: ReadonlyMap<string, string>;
}

/**
 * What is in a vRack, asked for once a connection. Servers are in it by an interface, or as a whole
 * where they are older than interfaces are.
 */
export function membersOf(client: OvhClient, serviceName: string): Promise<VrackMembers> {
  return client.once('vrack', serviceName, async () => {
    const warnings: PageWarning[] = [];
    const named = (path: string): Promise<readonly string[] | null> =>
      readOptional(warnings, () => client.names(`${VRACK}/${path}`, { serviceName }));
    const projects = await named('cloudProject');
    const whole = await named('dedicatedServer');
    const interfaces = await readOptional(warnings, () =>
      client.list(`${VRACK}/dedicatedServerInterfaceDetails`, { serviceName }),
    );
    const byInterface = interfaces?.map((each) => textOf(recordOf(each)['dedicatedServer'])) ?? [];
    const servers = [...(whole ?? []), ...byInterface].filter((name) => name !== null);
    const isUnknown = whole === null && interfaces === null;
    return { servers: isUnknown ? null : [...new Set(servers)].sort(), projects, warnings };
  });
}

/** The id of a vRack in the account. */
export function vrackId(client: Pick<OvhClient, 'site'>, serviceName: string): string {
  return urnOf(client.site, 'vrack', serviceName);
}

/**
 * Who is in which vRack, asked for once a connection: by vRack, since there are few, and members do
 * not tell it themselves.
 */
export function vracksOf(client: OvhClient): Promise<Vracks> {
  return client.once('vracks', '', async () => {
    // What may not be read relates to nothing; the pass that lists it tells that it is denied.
    const untold: PageWarning[] = [];
    const names = (await readOptional(untold, () => client.names('/vrack'))) ?? [];
    const members = await inParallel(names, WIDTH, (name) => membersOf(client, name));
    const ofServer = new Map<string, string[]>();
    const ofProject = new Map<string, string>();
    for (const [at, name] of names.entries()) {
      const id = vrackId(client, name);
      for (const server of members[at]?.servers ?? []) {
        ofServer.set(server, [...(ofServer.get(server) ?? []), id]);
      }
      for (const project of members[at]?.projects ?? []) ofProject.set(project, id);
    }
    return { ofServer, ofProject };
  });
}
