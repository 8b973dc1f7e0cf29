import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { networkRange, networkRange6 } from './attachments';
import { drawLabels } from './labels';
import { idAt, madeAt, saltIn, standardTime } from './scope';
import type { RegionScope } from './scope';

export interface ScalewayVpc extends EmulatedItem {
  readonly createdAt: Date;
  readonly isDefault: boolean;
  readonly labels: readonly string[];
}

export interface ScalewayPrivateNetwork extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly vpcId: string;
  readonly ranges: readonly string[];
  readonly labels: readonly string[];
}

export function vpcGenerator(scope: RegionScope): Generate<ScalewayVpc> {
  const salt = saltIn(scope, 'vpc');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: idAt(scope, 'vpc', index),
      region: scope.region,
      name: index === 0 ? 'default' : `${naming.environment}-vpc-${index}`,
      createdAt: madeAt(random, index),
      isDefault: index === 0,
      labels: index === 0 ? [] : drawLabels(random, naming, revision),
    };
  };
}

export function privateNetworkGenerator(scope: RegionScope): Generate<ScalewayPrivateNetwork> {
  const salt = saltIn(scope, 'private-network');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: idAt(scope, 'private-network', index),
      index,
      region: scope.region,
      name: `${naming.environment}-${naming.application}-pn-${index + 1}`,
      createdAt: madeAt(random, index),
      vpcId: idAt(scope, 'vpc', index % scope.counts.vpcs),
      ranges: [networkRange(index), networkRange6(index)],
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function vpcJson(scope: RegionScope): (vpc: ScalewayVpc) => Record<string, unknown> {
  const { spec, region } = scope;
  return (vpc) => ({
    id: vpc.id,
    name: vpc.name,
    organization_id: spec.organizationId,
    project_id: spec.projectId,
    region,
    tags: vpc.labels,
    is_default: vpc.isDefault,
    created_at: standardTime(vpc.createdAt),
    updated_at: standardTime(vpc.createdAt),
    private_network_count: 1,
    routing_enabled: true,
    custom_routes_propagation_enabled: false,
  });
}

export function privateNetworkJson(
  scope: RegionScope,
): (network: ScalewayPrivateNetwork) => Record<string, unknown> {
  const { spec, region } = scope;
  return (network) => {
    const made = standardTime(network.createdAt);
    return {
      id: network.id,
      name: network.name,
      organization_id: spec.organizationId,
      project_id: spec.projectId,
      region,
      tags: network.labels,
      created_at: made,
      updated_at: made,
      subnets: network.ranges.map((subnet, at) => ({
        id: idAt(scope, 'subnet', network.index * 2 + at),
        created_at: made,
        updated_at: made,
        subnet,
        project_id: spec.projectId,
        private_network_id: network.id,
        vpc_id: network.vpcId,
      })),
      vpc_id: network.vpcId,
      dhcp_enabled: true,
      default_route_propagation_enabled: true,
    };
  };
}
