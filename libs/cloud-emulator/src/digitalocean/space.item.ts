import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanSpace extends EmulatedItem {
  readonly region: string;
  readonly created: Date;
  /** Whether its access control list lets everyone list its objects. */
  readonly publicListing: boolean;
}

export function spaceGenerator(scope: DigitalOceanScope): Generate<DigitalOceanSpace> {
  const salt = saltOf(scope.seed, scope.account, 'space');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const purpose = random.pick(['assets', 'logs', 'backups', 'uploads']);
    const name = `${naming.application}-${naming.environment}-${purpose}-${scope.firstNumber}-${index + 1}`;
    return {
      id: name,
      region: regionAt(random.int(6)).slug,
      name,
      created: random.time(),
      publicListing: random.chance(0.2) !== (revision % 2 === 1),
    };
  };
}

/** Buckets are named by their number, counted from one. */
export function indexOfSpace(name: string): number | null {
  const number = /-(\d+)$/.exec(name)?.[1];
  return number === undefined ? null : Number(number) - 1;
}
