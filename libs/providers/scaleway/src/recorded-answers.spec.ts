import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, recordOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { toSecurityGroup } from './instance/security-group.mapper';
import { toServer } from './instance/server.mapper';
import { toCluster } from './k8s/cluster.mapper';
import { toLoadBalancer } from './lb/load-balancer.mapper';
import { toDatabase } from './rdb/database.mapper';
import { shapeProblems } from './testing/odd-fields';

const SAMPLES = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'scaleway/samples',
);

/** The recorded items of a list, by the name of the list and a part of the address. */
function recorded(file: string, address: string, key: string): unknown[] {
  const sample: unknown = JSON.parse(readFileSync(join(SAMPLES, file), 'utf8'));
  return listOf(recordOf(sample)['exchanges'])
    .map(recordOf)
    .filter((exchange) => String(recordOf(exchange['request'])['url']).includes(address))
    .flatMap((exchange) => listOf(recordOf(recordOf(exchange['response'])['body'])[key]));
}

const FACTS = { zone: 'fr-par-1', types: new Map(), addresses: new Map() };

const mapServer = (raw: unknown): DiscoveredResource | null => toServer(raw, FACTS);
const mapBalancer = (raw: unknown): DiscoveredResource | null =>
  toLoadBalancer(raw, { zone: 'fr-par-1', networks: [], addresses: [] });
const mapDatabase = (raw: unknown): DiscoveredResource | null => toDatabase(raw, [], 'fr-par');
const mapCluster = (raw: unknown): DiscoveredResource | null => toCluster(raw, [], 'fr-par');

(existsSync(SAMPLES) ? describe : describe.skip)('recorded answers of Scaleway', () => {
  it.each([
    ['servers-multi-zone.json', '/servers', 'servers', mapServer],
    ['private-network-everything.json', '/instance/', 'servers', mapServer],
    ['lbs.json', '/lbs', 'lbs', mapBalancer],
    ['rdb-instances.json', '/instances', 'instances', mapDatabase],
    ['private-network-everything.json', '/rdb/', 'instances', mapDatabase],
    ['private-network-everything.json', '/k8s/', 'clusters', mapCluster],
  ])('%s: every item of %s in %s is understood', (file, address, key, map) => {
    const items = recorded(file, address, key);
    expect(items.length).toBeGreaterThan(0);
    const resources = items.map(map);
    expect(resources.flatMap(shapeProblems)).toEqual([]);
    const unread = resources.filter(
      (resource) => resource?.state === 'unknown' || !resource?.createdAt || !resource.name,
    );
    expect(unread).toEqual([]);
  });

  it('reads the rules that every new group has as drops of mail', () => {
    const rules = recorded('security-group-rules-default.json', '/rules', 'rules');
    const group = toSecurityGroup({ id: 'g' }, rules, 'fr-par-1');
    const drops = (group?.attributes.rules ?? []).map(
      ({ action, fromPort, toPort }) => `${action} ${fromPort}-${toPort}`,
    );
    const mail = ['deny 25-25', 'deny 465-465', 'deny 587-587'];
    expect(drops).toEqual([...mail, ...mail]);
  });
});
