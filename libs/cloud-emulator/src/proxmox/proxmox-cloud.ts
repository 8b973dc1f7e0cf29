import type { CloudApi, CloudContext, EmulatedCloud, OpenCloud } from '../cloud/cloud';
import { RestApi, RestRefusal } from '../cloud/rest-api';
import type { Refusal } from '../cloud/rest-api';
import type { Answer, EmulatedRequest } from '../server/exchange';
import type { ProxmoxAccountSpec } from './account-spec';
import { CLUSTER_ROUTES } from './cluster-routes';
import { clusterEstate } from './cluster-estate';
import type { ProxmoxCluster } from './cluster-estate';
import { GUEST_ROUTES, NODE_ROUTES } from './guest-routes';

const BASE = '/proxmox';

/** A token that opens nothing but the emulator. */
export const DEMO_PROXMOX = {
  account: 'demo-cluster',
  tokenId: 'skyledger@pve!demo',
  tokenSecret: '00000000-demo-4000-8000-000000000000',
} as const;

export const proxmoxCloud: EmulatedCloud = {
  provider: 'proxmox',
  base: BASE,
  demo: {
    spec: {
      proxmox: [
        {
          ...DEMO_PROXMOX,
          counts: {
            nodes: 3,
            qemu: 10,
            lxc: 5,
            vnets: 2,
            storages: 4,
            users: 4,
            backupJobs: 3,
            groups: 2,
            roles: 3,
            acls: 4,
          },
        },
      ],
    },
    credentials: {
      // The emulator's address takes its place.
      url: 'https://pve.example.com:8006',
      token_id: DEMO_PROXMOX.tokenId,
      token_secret: DEMO_PROXMOX.tokenSecret,
    },
  },
  open: ({ seed, proxmox = [] }) => openClusters(seed, proxmox),
};

function openClusters(seed: number, specs: readonly ProxmoxAccountSpec[]): OpenCloud {
  const clusters = specs.map((spec) => clusterEstate(seed, spec));
  const byToken = new Map<string, ProxmoxCluster>();
  for (const cluster of clusters) {
    const header = `PVEAPIToken=${cluster.tokenId}=${cluster.tokenSecret}`;
    if (byToken.has(header)) throw new Error('two clusters have the same token');
    byToken.set(header, cluster);
  }
  return {
    shelves: clusters.flatMap((cluster) => cluster.shelves),
    serve: (context) => serveClusters(byToken, context),
  };
}

function serveClusters(
  byToken: ReadonlyMap<string, ProxmoxCluster>,
  context: CloudContext,
): CloudApi {
  return new RestApi<ProxmoxCluster>(
    {
      provider: 'proxmox',
      base: BASE,
      routes: [...CLUSTER_ROUTES, ...NODE_ROUTES, ...GUEST_ROUTES],
      authenticate: (request: EmulatedRequest) => {
        const cluster = byToken.get(request.headers.authorization ?? '');
        if (!cluster) throw new RestRefusal({ kind: 'unauthorized' });
        return cluster;
      },
      refuse,
    },
    context,
  );
}

/** Proxmox knows no rate limits: 429, 502 and 504 come from a proxy in front of it. */
function refuse(refusal: Refusal, path: string): Answer {
  switch (refusal.kind) {
    // The reason stands in the status line, which a client does not need.
    case 'unauthorized':
    case 'expired':
      return { status: 401, headers: { 'content-type': 'text/plain' }, body: '' };
    case 'forbidden':
      return json(403, 'Permission check failed');
    case 'not-found':
      return json(501, `Method 'GET ${path.replace('/api2/json', '')}' not implemented`);
    case 'invalid':
      return json(400, 'Parameter verification failed.', { errors: { type: refusal.message } });
    case 'throttled': {
      const { retryAfterSeconds } = refusal;
      const answer = page(429, 'Too Many Requests');
      if (retryAfterSeconds === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, 'retry-after': `${retryAfterSeconds}` } };
    }
    case 'failure':
      return refusal.status === 500
        ? json(500, 'got no worker upid - start worker failed')
        : page(refusal.status, 'Bad Gateway');
  }
}

function json(status: number, message: string, more: Record<string, unknown> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify({ data: null, message: `${message}\n`, ...more }),
  };
}

function page(status: number, title: string): Answer {
  const body = `<html><head><title>${title}</title></head><body></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}
