import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import { toVirtualMachine } from './compute/virtual-machine.mapper';
import { toServerFirewall } from './database/server-firewall.mapper';
import { toLoadBalancer } from './network/load-balancer.mapper';
import { toSecurityGroup } from './network/security-group.mapper';
import { toSqlServer } from './sql/sql-server.mapper';
import { toStorageAccount } from './storage/storage-account.mapper';

const samples = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'azure/samples',
);

interface Recording {
  readonly exchanges: readonly {
    readonly request: { readonly url: string };
    readonly response: { readonly body: { readonly value?: readonly unknown[] } };
  }[];
}

/** The items of every recorded list whose address ends so. */
function recorded(file: string, type: string): readonly unknown[] {
  const { exchanges } = JSON.parse(readFileSync(join(samples, file), 'utf8')) as Recording;
  return exchanges
    .filter(({ request }) => new URL(request.url).pathname.endsWith(type))
    .flatMap(({ response }) => response.body.value ?? []);
}

const machine = (raw: unknown): DiscoveredResource | null =>
  toVirtualMachine(raw, { powerState: null, interfaces: null, price: null });
const balancer = (raw: unknown): DiscoveredResource | null => toLoadBalancer(raw, null);
const server = (raw: unknown): DiscoveredResource | null =>
  toSqlServer(raw, { hasFirewall: true, auditing: null });

/** What Azure really sent to others, where it is at hand. */
(existsSync(samples) ? describe : describe.skip)('recorded answers of Azure', () => {
  it.each([
    ['vm-instanceview-expand.json', '/virtualMachines', machine],
    ['nsg-open-ports.json', '/networkSecurityGroups', toSecurityGroup],
    ['loadbalancer-list-4.json', '/loadBalancers', balancer],
    ['storage-list-tls.json', '/storageAccounts', toStorageAccount],
    ['sql-firewall-c7n.json', '/servers', server],
  ])('%s %s are read as valid resources', (file, type, map) => {
    const resources = recorded(file, type).map((raw) => map(raw));
    expect(resources.length).toBeGreaterThan(0);
    for (const resource of resources) {
      expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
      expect(resource?.name).not.toBeNull();
      expect(resource?.region).toMatch(/^[a-z0-9]+$/);
    }
  });

  it('finds the open and the closed ports of the recorded security group', () => {
    const [group] = recorded('nsg-open-ports.json', '/networkSecurityGroups').map(toSecurityGroup);
    const inbound = group?.attributes.rules.filter(
      (rule) => rule.direction === 'inbound' && rule.cidrs.includes('0.0.0.0/0'),
    );
    expect(inbound).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'deny', protocol: 'tcp', fromPort: 22, priority: 320 }),
        expect.objectContaining({ action: 'allow', fromPort: 88, toPort: 90, priority: 330 }),
        expect.objectContaining({ action: 'deny', protocol: 'all', priority: 65500 }),
      ]),
    );
  });

  it('reads the recorded rules of an SQL server, the one for Azure among them', () => {
    const [raw] = recorded('sql-firewall-c7n.json', '/servers');
    const rules = recorded('sql-firewall-c7n.json', '/firewallRules');
    const firewall = toServerFirewall(raw, rules, { port: 1433, isPublic: null });
    expect(firewall?.attributes.rules).toMatchObject([
      { cidrs: ['1.2.2.128/25'], peers: [] },
      { cidrs: [], peers: ['AzureCloud'] },
    ]);
  });
});
