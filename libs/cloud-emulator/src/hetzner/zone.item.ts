import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';

export interface HetznerZone extends EmulatedItem {
  /** A secondary one is copied from elsewhere, with a key. */
  readonly mode: 'primary' | 'secondary';
  readonly status: 'ok' | 'updating' | 'error';
  readonly created: string;
  readonly ttl: number;
  readonly recordCount: number;
  readonly transferKey: string;
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

const NAMESERVERS = ['hydrogen.ns.hetzner.com.', 'oxygen.ns.hetzner.com.', 'helium.ns.hetzner.de.'];

export function zoneGenerator(scope: HetznerScope): Generate<HetznerZone> {
  const salt = saltOf(scope.seed, scope.projectName, 'zone');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: String(scope.firstId + index),
      region: null,
      name: `${naming.application}-${index + 1}.example`,
      mode: index % 4 === 1 ? 'secondary' : 'primary',
      status: random.chance(0.9) ? 'ok' : random.pick(['updating', 'error']),
      created: timestamp(random.time()),
      ttl: random.pick([300, 3600, 86_400]),
      recordCount: 2 + random.int(60),
      transferKey: Buffer.from(random.hex(64), 'hex').toString('base64'),
      protected: random.chance(0.3),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function zoneJson(zone: HetznerZone): Record<string, unknown> {
  const primary = {
    address: '198.51.100.1',
    port: 53,
    tsig_key: zone.transferKey,
    tsig_algorithm: 'hmac-sha256',
  };
  return {
    id: Number(zone.id),
    name: zone.name,
    created: zone.created,
    mode: zone.mode,
    primary_nameservers: zone.mode === 'secondary' ? [primary] : [],
    labels: zone.labels,
    protection: { delete: zone.protected },
    ttl: zone.ttl,
    status: zone.status,
    record_count: zone.recordCount,
    authoritative_nameservers: {
      assigned: NAMESERVERS,
      delegated: NAMESERVERS,
      delegation_last_check: null,
      delegation_status: 'valid',
    },
    registrar: 'other',
  };
}
