import type { Ec2Instance, EmulatedKind, HetznerNetwork } from '@skyledger/cloud-emulator';
import type { AccountHandle, Platform } from './platform';

/** A resource that the ledger must hold as active, and nothing else. */
export interface ExpectedRow {
  resource_id: string;
  resource_type: string;
  name: string | null;
}

const TYPES: Record<EmulatedKind, string> = {
  instance: 'vm',
  vpc: 'network',
  subnet: 'subnet',
  'security-group': 'firewall',
  'load-balancer': 'load_balancer',
  'db-instance': 'database',
  bucket: 'bucket',
  server: 'vm',
  network: 'network',
  firewall: 'firewall',
  volume: 'volume',
};

/** What a complete discovery of the account must have left, sorted by native id. */
export function expectedRows(platform: Platform, account: AccountHandle): ExpectedRow[] {
  const { estate } = platform.emulator;
  const rows = platform.estateOf(account).flatMap((item): ExpectedRow[] => {
    // A terminated instance is listed for an hour and is nothing that runs.
    if (item.kind === 'instance' && item.state === 'terminated') return [];
    const resource_id = item.arn ?? `${item.kind}/${item.id}`;
    const row = { resource_id, resource_type: TYPES[item.kind], name: item.name };
    if (item.kind === 'instance') {
      // The name of an instance is a tag, which some lack.
      const instance = estate.describe(account.native, 'instance', item.id) as Ec2Instance;
      return [{ ...row, name: instance.tags.find(([key]) => key === 'Name')?.[1] ?? null }];
    }
    if (item.kind !== 'network') return [row];
    const network = estate.describe(account.native, 'network', item.id);
    const cidr = (network as HetznerNetwork).subnet.ipRange;
    const subnet = { resource_id: `${resource_id}/subnet/${cidr}`, resource_type: 'subnet' };
    return [row, { ...subnet, name: null }];
  });
  return rows.sort((a, b) => (a.resource_id < b.resource_id ? -1 : 1));
}
