import type { EmulatedItem } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import type { CloudKind } from '../estate/estate-spec';
import type { GcpAddress } from './address.item';
import type { GcpCluster } from './cluster.item';
import type { GcpDisk } from './disk.item';
import type { GcpInstance } from './instance.item';

const COMPUTE = '//compute.googleapis.com';

/** What the ledger must hold for an item, by its full resource name; null for internal addresses. */
export function ledgerRowOf(
  project: string,
  kind: CloudKind,
  item: EmulatedItem,
): LedgerRow | null {
  const { id, name, region } = item;
  const place = region === null ? 'global' : `regions/${region}`;
  const row = (resourceType: string, resourceId: string): LedgerRow => ({
    resourceId,
    resourceType,
    name,
  });
  const compute = (resourceType: string, path: string): LedgerRow =>
    row(resourceType, `${COMPUTE}/projects/${project}/${path}/${id}`);
  switch (kind) {
    case 'gcp.instance':
      return compute('vm', `zones/${(item as GcpInstance).zone}/instances`);
    case 'gcp.disk': {
      const { zone } = item as GcpDisk;
      return compute('volume', zone === null ? `${place}/disks` : `zones/${zone}/disks`);
    }
    case 'gcp.snapshot':
      return compute('snapshot', 'global/snapshots');
    case 'gcp.image':
      return compute('image', 'global/images');
    case 'gcp.network':
      return compute('network', 'global/networks');
    case 'gcp.subnetwork':
      return compute('subnet', `${place}/subnetworks`);
    case 'gcp.firewall':
      return compute('firewall', 'global/firewalls');
    case 'gcp.address':
      return (item as GcpAddress).external ? compute('public_ip', `${place}/addresses`) : null;
    case 'gcp.forwarding-rule':
      return compute('load_balancer', `${place}/forwardingRules`);
    case 'gcp.sql-instance':
      return row('database', `//cloudsql.googleapis.com/projects/${project}/instances/${id}`);
    case 'gcp.bucket':
      return row('bucket', `//storage.googleapis.com/${id}`);
    case 'gcp.cluster': {
      const { location } = item as GcpCluster;
      const path = `projects/${project}/locations/${location}/clusters/${id}`;
      return row('cluster', `//container.googleapis.com/${path}`);
    }
    default:
      return null;
  }
}
