import type { EmulatedItem } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import type { CloudKind } from '../estate/estate-spec';
import type { GcpAddress } from './address.item';
import type { GcpCluster } from './cluster.item';
import type { GcpDisk } from './disk.item';
import { functionPath, type GcpFunction } from './function.item';
import type { GcpScope } from './gcp-scope';
import type { GcpInstance } from './instance.item';
import { kmsKeyName, type GcpKmsKey } from './kms-key.item';
import { repositoryPath, type GcpRepository } from './repository.item';
import type { GcpRouter } from './router.item';
import { emailOf, type GcpServiceAccount } from './service-account.item';

const COMPUTE = '//compute.googleapis.com';

/** What the ledger must hold for an item, by full resource names; nothing for internal addresses. */
export function ledgerRowsOf(scope: GcpScope, kind: CloudKind, item: EmulatedItem): LedgerRow[] {
  const row = ledgerRowOf(scope, kind, item);
  if (row === null) return [];
  if (kind === 'gcp.service-account') {
    const { keys } = item as GcpServiceAccount;
    return [
      row,
      ...keys.map(({ id }) => ({
        resourceId: `${row.resourceId}/keys/${id}`,
        resourceType: 'access_key',
        name: id,
      })),
    ];
  }
  if (kind !== 'gcp.router') return [row];
  const { nats } = item as GcpRouter;
  return [
    row,
    ...nats.map((name) => ({ ...row, resourceId: `${row.resourceId}/nats/${name}`, name })),
  ];
}

function ledgerRowOf(scope: GcpScope, kind: CloudKind, item: EmulatedItem): LedgerRow | null {
  const { id, name, region } = item;
  const { project } = scope;
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
    case 'gcp.router':
      return compute('gateway', `${place}/routers`);
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
    case 'gcp.project':
      return row('subaccount', `//cloudresourcemanager.googleapis.com/projects/${id}`);
    case 'gcp.service-account': {
      const email = emailOf(scope, item as GcpServiceAccount);
      return row('identity', `//iam.googleapis.com/projects/${project}/serviceAccounts/${email}`);
    }
    case 'gcp.kms-key':
      return row('key', `//cloudkms.googleapis.com/${kmsKeyName(scope, item as GcpKmsKey)}`);
    case 'gcp.secret': {
      const path = `projects/${scope.projectNumber}/secrets/${id}`;
      return row('secret_store', `//secretmanager.googleapis.com/${path}`);
    }
    case 'gcp.run-service': {
      const path = `projects/${project}/locations/${region}/services/${id}`;
      return row('app', `//run.googleapis.com/${path}`);
    }
    case 'gcp.function': {
      const path = functionPath(scope, item as GcpFunction);
      return row('function', `//cloudfunctions.googleapis.com/${path}`);
    }
    case 'gcp.dataset':
      return row('dataset', `//bigquery.googleapis.com/projects/${project}/datasets/${id}`);
    case 'gcp.topic':
      return row('topic', `//pubsub.googleapis.com/projects/${project}/topics/${id}`);
    case 'gcp.subscription':
      return row('queue', `//pubsub.googleapis.com/projects/${project}/subscriptions/${id}`);
    case 'gcp.managed-zone':
      return row('dns_zone', `//dns.googleapis.com/projects/${project}/managedZones/${id}`);
    case 'gcp.repository': {
      const path = repositoryPath(scope, item as GcpRepository);
      return row('registry', `//artifactregistry.googleapis.com/${path}`);
    }
    default:
      return null;
  }
}
