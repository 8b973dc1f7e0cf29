/** One list of the API. */
export interface Listing {
  readonly path: string;
  /** What the list is called in the body. */
  readonly key: string;
  /** The field that identifies an item. */
  readonly id: 'id' | 'ip' | 'name';
  readonly query?: Readonly<Record<string, string>>;
}

/** The lists that are read; all of them by numbered pages, which that of databases has not. */
export const LISTINGS = {
  droplets: { path: '/v2/droplets', key: 'droplets', id: 'id' },
  // Droplets with GPUs are in no list unless they are asked for.
  gpuDroplets: { path: '/v2/droplets', key: 'droplets', id: 'id', query: { type: 'gpus' } },
  images: { path: '/v2/images', key: 'images', id: 'id', query: { private: 'true' } },
  volumes: { path: '/v2/volumes', key: 'volumes', id: 'id' },
  snapshots: { path: '/v2/snapshots', key: 'snapshots', id: 'id' },
  vpcs: { path: '/v2/vpcs', key: 'vpcs', id: 'id' },
  firewalls: { path: '/v2/firewalls', key: 'firewalls', id: 'id' },
  loadBalancers: { path: '/v2/load_balancers', key: 'load_balancers', id: 'id' },
  reservedIps: { path: '/v2/reserved_ips', key: 'reserved_ips', id: 'ip' },
  reservedIpv6s: { path: '/v2/reserved_ipv6', key: 'reserved_ipv6s', id: 'ip' },
  domains: { path: '/v2/domains', key: 'domains', id: 'name' },
  certificates: { path: '/v2/certificates', key: 'certificates', id: 'id' },
  apps: { path: '/v2/apps', key: 'apps', id: 'id' },
  clusters: { path: '/v2/kubernetes/clusters', key: 'kubernetes_clusters', id: 'id' },
  tags: { path: '/v2/tags', key: 'tags', id: 'name' },
} as const satisfies Record<string, Listing>;
