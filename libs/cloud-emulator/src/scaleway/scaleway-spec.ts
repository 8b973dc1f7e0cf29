import type { RestAccountSpec } from '../cloud/rest-api';

/** One project of an organization, opened by one API key that may read nothing else. */
export interface ScalewayAccountSpec extends RestAccountSpec {
  /** `SCW` and 17 characters. */
  readonly accessKey: string;
  /** A UUID, sent as `X-Auth-Token`. */
  readonly secretKey: string;
  readonly organizationId: string;
  readonly projectId: string;
  /** Whether the key has passed its expiry date; then every request is refused. */
  readonly expired?: boolean;
  /** When the key ends, ISO 8601; default never. */
  readonly keyExpiresAt?: string;
  /** Keys of the organization, the account's own included; default that one only. */
  readonly apiKeys?: number;
  readonly regions: readonly ScalewayRegionSpec[];
}

/** A region and what is kept in it as a whole. */
export interface ScalewayRegionSpec {
  /** `fr-par`, `nl-ams`, `pl-waw` or `it-mil`. */
  readonly name: string;
  /** At least one where there are private networks. */
  readonly vpcs?: number;
  readonly privateNetworks?: number;
  readonly databases?: number;
  readonly clusters?: number;
  readonly buckets?: number;
  readonly zones: readonly ScalewayZoneSpec[];
}

/** A zone and what is kept in it. */
export interface ScalewayZoneSpec {
  /** `fr-par-1` and the like. */
  readonly name: string;
  readonly servers?: number;
  /** At least one where there are servers: each zone of a project has its default group. */
  readonly securityGroups?: number;
  /** Local and old block volumes, which the Instance API keeps. */
  readonly volumes?: number;
  /** Volumes of Block Storage. */
  readonly blockVolumes?: number;
  readonly snapshots?: number;
  readonly blockSnapshots?: number;
  readonly images?: number;
  readonly ips?: number;
  readonly loadBalancers?: number;
  readonly gateways?: number;
}

export type ZoneCounts = Required<Omit<ScalewayZoneSpec, 'name'>>;
export type RegionCounts = Required<Omit<ScalewayRegionSpec, 'name' | 'zones'>>;

export function zoneCounts(spec: ScalewayZoneSpec): ZoneCounts {
  const { servers = 0, securityGroups = 0, volumes = 0, blockVolumes = 0, snapshots = 0 } = spec;
  const { blockSnapshots = 0, images = 0, ips = 0, loadBalancers = 0, gateways = 0 } = spec;
  return {
    servers,
    securityGroups: servers > 0 ? Math.max(securityGroups, 1) : securityGroups,
    volumes,
    blockVolumes,
    snapshots,
    blockSnapshots,
    images,
    ips,
    loadBalancers,
    gateways,
  };
}

export function regionCounts(spec: ScalewayRegionSpec): RegionCounts {
  const { vpcs = 0, privateNetworks = 0, databases = 0, clusters = 0, buckets = 0 } = spec;
  return {
    vpcs: privateNetworks > 0 ? Math.max(vpcs, 1) : vpcs,
    privateNetworks,
    databases,
    clusters,
    buckets,
  };
}
