import type { DigitalOceanCounts } from './digitalocean-spec';

/** The stated counts, and what is meant where nothing is stated. */
export function countsOf(stated: DigitalOceanCounts): Required<DigitalOceanCounts> {
  return {
    droplets: 0,
    gpuDroplets: 0,
    volumes: 0,
    dropletSnapshots: 0,
    volumeSnapshots: 0,
    images: 0,
    firewalls: 0,
    loadBalancers: 0,
    databases: 0,
    reservedIps: 0,
    reservedIpv6s: 0,
    kubernetesClusters: 0,
    domains: 0,
    certificates: 0,
    apps: 0,
    spaces: 0,
    ...stated,
    vpcs: Math.max(1, stated.vpcs ?? 1),
  };
}
