import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordOf } from '@skyledger/provider-sdk';
import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import { toNetworkInterface } from './compute/network-interface.mapper';
import { toNicFirewall } from './compute/nic-firewall.mapper';
import { toServer } from './compute/server.mapper';
import { childrenOf, elementOf } from './element';
import { toLan } from './network/lan.mapper';
import { toVolume } from './storage/volume.mapper';
import { aDatacenter, aServerContext, someTags } from './testing/fixtures';

const FOLDER = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'ionos/samples',
);

/** The items of every recorded answer of one kind. */
function recorded(kind: string): unknown[] {
  const { exchanges } = recordOf(JSON.parse(readFileSync(join(FOLDER, `${kind}.json`), 'utf8')));
  return (exchanges as { response: { body: { items: unknown[] } } }[]).flatMap(
    ({ response }) => response.body.items,
  );
}

function expectValid(resources: readonly (DiscoveredResource | null)[]): void {
  expect(resources.length).toBeGreaterThan(0);
  for (const resource of resources) {
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
  }
}

(existsSync(FOLDER) ? describe : describe.skip)('recorded answers', () => {
  it('are understood: servers with interfaces and rules', () => {
    const context = aServerContext();
    const servers = recorded('servers-depth');
    expectValid(servers.map((server) => toServer(server, context)));
    const pairs = servers.flatMap((server) =>
      (childrenOf(elementOf(server).entities, 'nics') ?? []).map((nic) => [nic, server] as const),
    );
    expectValid(pairs.map(([nic, server]) => toNetworkInterface(nic, server, context)));
    expectValid(
      pairs
        .filter(([nic]) => elementOf(nic).properties['firewallActive'] === true)
        .map(([nic, server]) => toNicFirewall(nic, server, context)),
    );
  });

  it('are understood: volumes', () => {
    const context = { datacenter: aDatacenter, tags: someTags };
    expectValid(recorded('volumes').map((volume) => toVolume(volume, context)));
  });

  it('are understood: LANs', () => {
    expectValid(recorded('lans').map((lan) => toLan(lan, aDatacenter)));
  });
});
