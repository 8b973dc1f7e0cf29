import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanDomain extends EmulatedItem {
  /** Null while no record was made. */
  readonly ttl: number | null;
}

export function domainGenerator(scope: DigitalOceanScope): Generate<DigitalOceanDomain> {
  const salt = saltOf(scope.seed, scope.account, 'domain');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const { application } = drawNaming(random);
    const name = `${application}-${index + 1}.example.com`;
    return {
      id: name,
      region: null,
      name,
      ttl: random.chance(0.9) ? 1800 + revision : null,
    };
  };
}

/** Domains are named by their number, counted from one. */
export function indexOfDomain(name: string): number | null {
  const number = /-(\d+)\.example\.com$/.exec(name)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

export function domainJson({ name, ttl }: DigitalOceanDomain): Record<string, unknown> {
  const soa = `${name}. IN SOA ns1.digitalocean.com. hostmaster.${name}. 1700000000 10800 3600 604800 1800`;
  return {
    name,
    ttl,
    zone_file: ttl === null ? null : `$ORIGIN ${name}.\n$TTL ${ttl}\n${soa}\n`,
  };
}
