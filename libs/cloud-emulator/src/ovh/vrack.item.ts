import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { iamJson } from './machine.item';
import type { OvhScope } from './ovh-scope';

/** A private network that joins servers and projects. */
export interface OvhVrack extends EmulatedItem {
  readonly title: string;
  readonly description: string;
}

const FIRST_NUMBER = 100_000;

/** Some have no name but that of their service. */
export function vrackGenerator(scope: OvhScope, salt: number): Generate<OvhVrack> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = `pn-${FIRST_NUMBER + scope.firstAddress + index}`;
    const drawn = random.chance(0.7) ? `${naming.environment}-vrack-${index + 1}` : '';
    const title = revision > 0 ? `${drawn}-r${revision}` : drawn;
    const description = random.chance(0.5) ? naming.application : '';
    return { id, region: null, name: title === '' ? id : title, title, description };
  };
}

/** The number that a vRack of the account claims to have. */
export function indexOfVrack(scope: OvhScope, id: string): number | null {
  const [, number] = /^pn-(\d{1,9})$/.exec(id) ?? [];
  return number === undefined ? null : Number(number) - FIRST_NUMBER - scope.firstAddress;
}

export function vrackJson(vrack: OvhVrack): Record<string, unknown> {
  return {
    serviceName: vrack.id,
    name: vrack.title,
    description: vrack.description,
    iam: iamJson('vrack', vrack.id, vrack.name, null),
  };
}

/** Where a server is in a vRack: by one of its interfaces, or as a whole, as older servers are. */
export interface OvhVrackServer {
  readonly number: number;
  readonly by: 'interface' | 'server';
}

/** Two of three servers are in a vRack, which may be gone. */
export function vrackOfServer({ counts }: OvhScope, server: number): OvhVrackServer | null {
  if (counts.vracks === 0 || server % 3 === 2) return null;
  return { number: server % counts.vracks, by: server % 3 === 0 ? 'interface' : 'server' };
}

/** The number of the vRack of every second project, which may be gone. */
export function vrackOfProject({ counts, projects }: OvhScope, project: string): number | null {
  const position = projects.indexOf(project);
  return counts.vracks === 0 || position % 2 === 1 ? null : (position / 2) % counts.vracks;
}
