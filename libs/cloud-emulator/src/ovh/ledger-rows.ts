import type { EmulatedItem } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import type { OvhBlock, OvhEdgeFirewall } from './address.item';
import type { OvhNetwork } from './network.item';

/** How the ledger names what is in a project: the part after the project's URN, and the type. */
export const KIND_ROWS = {
  instance: ['instance', 'vm'],
  image: ['image', 'image'],
  volume: ['volume', 'volume'],
  'volume-snapshot': ['volumeSnapshot', 'snapshot'],
  'floating-ip': ['floatingIp', 'public_ip'],
  'load-balancer': ['loadBalancer', 'load_balancer'],
  database: ['database', 'database'],
  cluster: ['kube', 'cluster'],
  container: ['container', 'bucket'],
  bucket: ['bucket', 'bucket'],
  'security-group': ['securityGroup', 'firewall'],
} as const;

export function projectRow(
  kind: keyof typeof KIND_ROWS,
  item: EmulatedItem & { readonly project: string },
): LedgerRow {
  const [part, resourceType] = KIND_ROWS[kind];
  const id = kind === 'bucket' ? `${item.region}/${item.id}` : item.id;
  return {
    resourceId: `urn:v1:eu:resource:publicCloudProject:${item.project}/${part}/${id}`,
    resourceType,
    name: item.name,
  };
}

/** An address or block, with the firewall of its address. */
export function blockRows(block: OvhBlock, firewall: OvhEdgeFirewall | null): LedgerRow[] {
  const resourceId = `urn:v1:eu:resource:ip:${block.block}`;
  const single = block.block.replace(/\/(32|128)$/, '');
  const address = { resourceId, resourceType: 'public_ip', name: block.description ?? single };
  if (firewall === null) return [address];
  const { ip } = firewall;
  return [
    address,
    { resourceId: `${resourceId}/firewall/${ip}`, resourceType: 'firewall', name: ip },
  ];
}

/** A network brings its subnet along. */
export function networkRows(network: OvhNetwork): LedgerRow[] {
  const { project, uuid, subnet, name } = network;
  const home = `urn:v1:eu:resource:publicCloudProject:${project}`;
  return [
    { resourceId: `${home}/network/${uuid}`, resourceType: 'network', name },
    {
      resourceId: `${home}/subnet/${subnet.id}`,
      resourceType: 'subnet',
      name: subnet.name === '' ? null : subnet.name,
    },
  ];
}
