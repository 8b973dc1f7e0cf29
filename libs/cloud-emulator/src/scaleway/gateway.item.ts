import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, hex8, mix32 } from '../estate/random';
import { networkOfGateway, privateIp, publicIp } from './attachments';
import { drawLabels } from './labels';
import { idAt, madeAt, saltIn, standardTime } from './scope';
import type { ZoneScope } from './scope';

/** Gateways have their public addresses after those of load balancers. */
const FIRST_ADDRESS = 0x3800;
/** And their private addresses, too. */
const FIRST_HOST = 0x2400;

export interface ScalewayGateway extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly type: string;
  readonly status: 'running' | 'configuring' | 'failed' | 'stopped';
  readonly ip: string;
  /** Null: it has been attached to no private network yet. */
  readonly network: {
    /** Of the gateway's place in it. */
    readonly id: string;
    readonly networkId: string;
    readonly mac: string;
    readonly ipamId: string;
    readonly address: string;
  } | null;
  /** Who may connect to its SSH bastion; null where it has none. */
  readonly bastion: readonly string[] | null;
  readonly labels: readonly string[];
}

export function gatewayGenerator(scope: ZoneScope): Generate<ScalewayGateway> {
  const salt = saltIn(scope, 'gateway');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: idAt(scope, 'gateway', index),
      index,
      region: scope.in.region,
      name: `${naming.environment}-gw-${index + 1}`,
      createdAt: madeAt(random, index),
      type: random.pick(['VPC-GW-S', 'VPC-GW-M']),
      status: random.chance(0.8)
        ? 'running'
        : random.pick(['configuring', 'failed', 'stopped'] as const),
      ip: publicIp(scope, FIRST_ADDRESS + index),
      network: placeOf(scope, index),
      bastion: random.pick([null, ['0.0.0.0/0'], ['198.51.100.0/24']]),
      labels: drawLabels(random, naming, revision),
    };
  };
}

function placeOf(scope: ZoneScope, index: number): ScalewayGateway['network'] {
  const network = networkOfGateway(scope, index);
  if (network === null) return null;
  const digits = hex8(mix32(index ^ saltIn(scope, 'gateway-mac'))).match(/../g) ?? [];
  return {
    id: idAt(scope, 'gateway-network', index),
    networkId: idAt(scope.in, 'private-network', network),
    mac: ['02', '00', ...digits].join(':').toUpperCase(),
    ipamId: idAt(scope, 'ipam-gateway', index),
    address: `${privateIp(network, scope.zoneNumber, FIRST_HOST + index)}/16`,
  };
}

/** As described by api/vpcgw/v2 of scaleway-sdk-go, of August 2026. */
export function gatewayJson(
  scope: ZoneScope,
): (gateway: ScalewayGateway) => Record<string, unknown> {
  const { spec } = scope.in;
  const owner = { organization_id: spec.organizationId, project_id: spec.projectId };
  const { zone } = scope;
  return ({ network, ...gateway }) => {
    const made = standardTime(gateway.createdAt);
    const times = { created_at: made, updated_at: made };
    return {
      id: gateway.id,
      ...owner,
      ...times,
      type: gateway.type,
      bandwidth: 100_000_000,
      status: gateway.status,
      name: gateway.name,
      tags: gateway.labels,
      ipv4: {
        id: idAt(scope, 'gateway-ip', gateway.index),
        ...owner,
        ...times,
        tags: [],
        address: gateway.ip,
        reverse: null,
        gateway_id: gateway.id,
        zone,
      },
      gateway_networks:
        network === null
          ? []
          : [
              {
                id: network.id,
                ...times,
                gateway_id: gateway.id,
                private_network_id: network.networkId,
                mac_address: network.mac,
                masquerade_enabled: true,
                status: 'ready',
                push_default_route: true,
                ipam_ip_id: network.ipamId,
                zone,
              },
            ],
      version: '0.8.3',
      can_upgrade_to: null,
      bastion_enabled: gateway.bastion !== null,
      bastion_port: 61_000,
      smtp_enabled: false,
      is_legacy: false,
      bastion_allowed_ips: gateway.bastion ?? [],
      zone,
    };
  };
}
