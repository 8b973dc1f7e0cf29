import type { EmulatedItem, Generate } from '../estate/collection';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import type { DigitalOceanRegion } from './catalogue';
import { dropletJson } from './droplet.item';
import type { DigitalOceanDroplet } from './droplet.item';
import { publicIpv4, publicIpv6, timestamp } from './identifiers';
import { vpcOf } from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanReservedIp extends EmulatedItem {
  readonly created: string;
  readonly place: DigitalOceanRegion;
  /** Number of the droplet it is assigned to, counted from 0. */
  readonly droplet: number | null;
}

export type DropletAt = (index: number) => DigitalOceanDroplet;

/** The first number of reserved addresses. */
export function reservedNumber({ firstNumber, numbersAKind }: DigitalOceanScope): number {
  return firstNumber + 5 * numbersAKind;
}

export function reservedIpGenerator(
  scope: DigitalOceanScope,
  kind: 'reserved-ip' | 'reserved-ipv6',
): Generate<DigitalOceanReservedIp> {
  const salt = saltOf(scope.seed, scope.account, kind);
  return (index) => {
    const random = new ItemRandom(salt, index);
    const number = reservedNumber(scope) + index;
    const address = kind === 'reserved-ip' ? publicIpv4(number) : publicIpv6(number, false);
    const droplet = index * 3;
    const assigned = droplet < scope.counts.droplets && scope.exists('droplet', droplet);
    const place = regionAt(vpcOf(scope, droplet));
    return {
      id: address,
      region: place.slug,
      name: address,
      created: timestamp(random.time()),
      place,
      droplet: assigned && random.chance(0.7) ? droplet : null,
    };
  };
}

/** An assigned address brings its whole droplet along. */
export function reservedIpJson(
  reserved: DigitalOceanReservedIp,
  dropletAt: DropletAt,
): Record<string, unknown> {
  return {
    ip: reserved.id,
    droplet: reserved.droplet === null ? null : dropletJson(dropletAt(reserved.droplet)),
    region: reserved.place,
    locked: false,
    project_id: '746c6152-2fa2-11ed-92d3-27aaa54e4988',
  };
}

/** Of a free IPv6 address nothing is said about a droplet. */
export function reservedIpv6Json(
  reserved: DigitalOceanReservedIp,
  dropletAt: DropletAt,
): Record<string, unknown> {
  return {
    ip: reserved.id,
    region_slug: reserved.place.slug,
    reserved_at: reserved.created,
    ...(reserved.droplet === null ? {} : { droplet: dropletJson(dropletAt(reserved.droplet)) }),
  };
}
