import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import type { GcpClient } from './client';
import { aggregatedList, globalList } from './compute/compute-list';
import { toFirewall } from './compute/firewall.mapper';
import { toInstance } from './compute/instance.mapper';
import { toNetwork } from './compute/network.mapper';
import { toSubnetwork } from './compute/subnetwork.mapper';
import { itemsIn, listPages, type GoogleList } from './list-pages';
import { toSqlInstance } from './sql/instance.mapper';
import { toBucket } from './storage/bucket.mapper';

const SAMPLES = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'gcp/samples',
);

interface Exchange {
  readonly request: { readonly url: string };
  readonly response: { readonly body: Record<string, unknown> };
}

function bodyOf(file: string, url: RegExp): Record<string, unknown> {
  const text = readFileSync(join(SAMPLES, file), 'utf8');
  const { exchanges } = JSON.parse(text) as { exchanges: Exchange[] };
  return exchanges.find(({ request }) => url.test(request.url))?.response.body ?? {};
}

/** What the list reads of a recorded body, and the resources made of it. */
async function read(
  list: GoogleList,
  body: unknown,
  map: (raw: unknown) => DiscoveredResource | null,
): Promise<DiscoveredResource[]> {
  const get: GcpClient['get'] = async (_service, _operation, _path, options) =>
    options.read(body, new Headers() as never);
  const resources: DiscoveredResource[] = [];
  for await (const { items, warnings } of listPages({ get }, list, null)) {
    expect(warnings).toEqual([]);
    for (const resource of items.map(map)) {
      expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
      if (resource) resources.push(resource);
    }
  }
  expect(resources.length).toBeGreaterThan(0);
  return resources;
}

const PROJECT = { projectId: 'cloud-custodian' };

(existsSync(SAMPLES) ? describe : describe.skip)('answers that were recorded', () => {
  it('of instances', async () => {
    const resources = await read(
      aggregatedList(PROJECT, 'instances', 'instance'),
      bodyOf('aggregated-instances-1.json', /aggregated\/instances/),
      (raw) => toInstance(raw, { machineTypes: new Map(), protection: new Map(), price: null }),
    );
    expect(resources[0]).toMatchObject({
      resourceId: expect.stringMatching(
        /^\/\/compute\.googleapis\.com\/projects\/cloud-custodian\/zones\/us-central1-a\/instances\//,
      ),
      region: 'us-central1',
      state: 'running',
      size: 'e2-micro',
      isPublic: true,
    });
    expect(JSON.stringify(resources)).not.toContain('initial-value');
  });

  it('of subnetworks', async () => {
    const resources = await read(
      aggregatedList(PROJECT, 'subnetworks', 'subnetwork'),
      bodyOf('aggregated-subnetworks.json', /aggregated\/subnetworks/),
      toSubnetwork,
    );
    expect(resources.every(({ relationships }) => relationships.length === 1)).toBe(true);
  });

  it('of networks and the firewall rules of one', async () => {
    const file = 'networks-effective-firewalls.json';
    const networks = await read(
      globalList(PROJECT, 'networks', 'network'),
      bodyOf(file, /global\/networks\?/),
      toNetwork,
    );
    expect(networks.map(({ name }) => name)).toContain('default');
    const { firewalls } = bodyOf(file, /networks\/default\/getEffectiveFirewalls/);
    const list = { ...globalList(PROJECT, 'firewalls', 'firewall'), kind: null };
    const rules = await read(list, { items: firewalls }, toFirewall);
    expect(rules[0]?.attributes).toMatchObject({
      rules: [{ protocol: 'all', cidrs: ['0.0.0.0/0', '93.76.224.124/32'], priority: 900 }],
    });
  });

  it.each<[string, string, RegExp, (raw: unknown) => DiscoveredResource | null]>([
    ['databases', 'sql-instances-c7n.json', /instances/, toSqlInstance],
    ['buckets', 'storage-buckets-c7n.json', /storage\/v1\/b/, (raw) => toBucket(raw, null)],
  ])('of %s', async (_what, file, url, map) => {
    const list: GoogleList = {
      service: 'sql',
      permission: 'any',
      path: '/',
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'items'), warnings: [] }),
    };
    const resources = await read(list, bodyOf(file, url), map);
    expect(resources.filter(({ createdAt, region }) => !createdAt || !region)).toEqual([]);
  });
});
