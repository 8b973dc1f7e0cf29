import type { Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import { metadataOf, type Entity } from './entity';
import { drawer, type IonosItem, type IonosScope } from './scope';

/** A virtual data center itself, whose labels and name may change while it is served. */
export type IonosDatacenter = IonosItem & { readonly region: string };

export function datacenterGenerator(scope: IonosScope): Generate<IonosDatacenter> {
  const { draw } = drawer(scope, 'datacenter', '');
  return (index, revision) => {
    const place = scope.datacenters[index];
    if (place === undefined) throw new Error(`there is no data center ${index}`);
    const { id, created, location: region } = place;
    return { ...draw(index, revision).common, id, created, region, name: place.name ?? '' };
  };
}

export function datacenterRows({ id, name }: IonosDatacenter): LedgerRow[] {
  return [{ resourceId: `datacenter/${id}`, resourceType: 'resource_group', name: name || null }];
}

/** The data center as `GET /datacenters` shows it. */
export function datacenterEntity(
  { id, name, region, created, revision }: IonosDatacenter,
  defaultSecurityGroupId: string | null,
): Entity {
  return {
    id,
    type: 'datacenter',
    path: `/datacenters/${id}`,
    metadata: metadataOf(created, 'AVAILABLE', revision),
    properties: {
      name: name || null,
      description: null,
      location: region,
      version: 3 + revision,
      features: ['ssd', 'k8s', 'nic-hot-plug', 'vnf-lb', 'vnf-alb', 'flow-logs'],
      secAuthProtection: false,
      cpuArchitecture: [
        { cpuFamily: 'INTEL_SKYLAKE', vendor: 'GenuineIntel', maxCores: 4, maxRam: 20_480 },
      ],
      ipv6CidrBlock: null,
      defaultSecurityGroupId,
    },
    entities: {
      servers: () => [],
      volumes: () => [],
      loadbalancers: () => [],
      lans: () => [],
      networkloadbalancers: () => [],
      natgateways: () => [],
      securitygroups: () => [],
    },
  };
}
