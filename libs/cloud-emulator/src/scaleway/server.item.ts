import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, hex8, mix32 } from '../estate/random';
import {
  groupOfServer,
  ipOfServer,
  networkOfServer,
  privateIp,
  privateIp6,
  volumeOfServer,
} from './attachments';
import type { CommercialType, ImageOfSystem } from './catalogue';
import { COMMERCIAL_TYPES, PUBLISHER, RETIRED_TYPE, SYSTEM_IMAGES } from './catalogue';
import { drawLabels } from './labels';
import { serverIpJson } from './ip.item';
import type { ScalewayIp } from './ip.item';
import { idAt, instanceTime, madeAt, saltIn } from './scope';
import type { ZoneScope } from './scope';

export interface ScalewayServer extends EmulatedItem {
  readonly index: number;
  readonly state: 'running' | 'stopped' | 'stopped in place' | 'starting' | 'locked';
  readonly createdAt: Date;
  readonly type: CommercialType;
  /** Null: the image that it was made from is gone. */
  readonly image: ImageOfSystem | null;
  readonly nic: ScalewayNic | null;
  readonly group: { readonly id: string; readonly isDefault: boolean } | null;
  readonly protected: boolean;
  readonly labels: readonly string[];
}

/** A server's place in a private network, and its addresses in IPAM. */
export interface ScalewayNic {
  readonly id: string;
  readonly networkId: string;
  readonly mac: string;
  readonly addresses: readonly { readonly id: string; readonly address: string }[];
}

export function serverGenerator(scope: ZoneScope): Generate<ScalewayServer> {
  const salt = saltIn(scope, 'server');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const type = random.chance(0.04) ? RETIRED_TYPE : random.pick(COMMERCIAL_TYPES);
    const group = groupOfServer(scope, index);
    return {
      id: idAt(scope, 'server', index),
      index,
      region: scope.in.region,
      name: hostName(naming, index),
      state: drawState(random, revision),
      createdAt: madeAt(random, index),
      type,
      image: random.chance(0.95) ? random.pick(SYSTEM_IMAGES) : null,
      nic: nicOf(scope, index),
      group:
        group === null
          ? null
          : { id: idAt(scope, 'security-group', group), isDefault: group === 0 },
      protected: random.chance(0.2),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function nicOf(scope: ZoneScope, server: number): ScalewayNic | null {
  const network = networkOfServer(scope, server);
  if (network === null) return null;
  const hash = hex8(mix32(saltIn(scope, 'mac') ^ server));
  return {
    id: idAt(scope, 'nic', server),
    networkId: idAt(scope.in, 'private-network', network),
    mac: `02:00:${hash.slice(0, 2)}:${hash.slice(2, 4)}:${hash.slice(4, 6)}:${hash.slice(6)}`,
    addresses: [
      {
        id: idAt(scope, 'ipam4', server),
        address: `${privateIp(network, scope.zoneNumber, server)}/16`,
      },
      {
        id: idAt(scope, 'ipam6', server),
        address: `${privateIp6(network, scope.zoneNumber, server)}/64`,
      },
    ],
  };
}

/** What of other kinds a server shows, where it still exists. */
export interface ServerParts {
  ip(index: number): ScalewayIp | null;
  hasBlockVolume(index: number): boolean;
  hasVolume(index: number): boolean;
}

export function serverJson(
  scope: ZoneScope,
  parts: ServerParts,
): (server: ScalewayServer) => Record<string, unknown> {
  return (server) => {
    const { spec } = scope.in;
    const ipIndex = ipOfServer(scope, server.index);
    const ip = ipIndex === null ? null : parts.ip(ipIndex);
    const publicIps = ip === null ? [] : [serverIpJson(ip)];
    const made = instanceTime(server.createdAt);
    return {
      id: server.id,
      name: server.name,
      arch: server.type.arch,
      commercial_type: server.type.name,
      boot_type: 'local',
      organization: spec.organizationId,
      project: spec.projectId,
      hostname: server.name,
      image: server.image === null ? null : imageJson(server.image, server.type.arch, scope.zone),
      volumes: volumesJson(scope, parts, server),
      tags: server.labels,
      state: server.state,
      protected: server.protected,
      state_detail: server.state === 'running' ? 'booted' : '',
      public_ip: publicIps[0] ?? null,
      public_ips: publicIps,
      mac_address: `de:00:00:${hex8(server.index)
        .slice(2, 8)
        .replace(/(..)(?=.)/g, '$1:')}`,
      routed_ip_enabled: true,
      ipv6: null,
      extra_networks: [],
      dynamic_ip_required: false,
      enable_ipv6: false,
      private_ip: null,
      creation_date: made,
      modification_date: made,
      bootscript: null,
      security_group:
        server.group === null
          ? null
          : {
              id: server.group.id,
              name: server.group.isDefault ? 'Default security group' : 'security group',
            },
      location: null,
      maintenances: [],
      allowed_actions: ['poweron', 'backup'],
      placement_group: null,
      private_nics: server.nic === null ? [] : [nicJson(server.nic, server, scope.zone)],
      zone: scope.zone,
      filesystems: [],
      end_of_service: false,
    };
  };
}

function nicJson(nic: ScalewayNic, server: ScalewayServer, zone: string): Record<string, unknown> {
  return {
    id: nic.id,
    private_network_id: nic.networkId,
    server_id: server.id,
    mac_address: nic.mac,
    state: 'available',
    creation_date: instanceTime(server.createdAt),
    modification_date: instanceTime(server.createdAt),
    zone,
    tags: [],
    ipam_ip_ids: nic.addresses.map((each) => each.id),
  };
}

function volumesJson(
  scope: ZoneScope,
  parts: ServerParts,
  { index, name }: ScalewayServer,
): Record<string, unknown> {
  const volumes: Record<string, unknown> = {};
  const { spec } = scope.in;
  if (parts.hasBlockVolume(index)) {
    const id = idAt(scope, 'block-volume', index);
    volumes['0'] = {
      boot: false,
      volume_type: 'sbs_volume',
      id,
      state: 'available',
      zone: scope.zone,
    };
  }
  const volume = volumeOfServer(scope, index);
  if (volume !== null && parts.hasVolume(volume)) {
    volumes['1'] = {
      boot: false,
      id: idAt(scope, 'volume', volume),
      name: `${name}-data`,
      volume_type: 'l_ssd',
      organization: spec.organizationId,
      project: spec.projectId,
      server: { id: idAt(scope, 'server', index), name },
      state: 'available',
      zone: scope.zone,
    };
  }
  return volumes;
}

function imageJson(image: ImageOfSystem, arch: string, zone: string): Record<string, unknown> {
  return {
    id: image.id,
    name: image.name,
    organization: PUBLISHER,
    project: PUBLISHER,
    root_volume: { volume_type: 'sbs_snapshot', id: image.id, size: 0, name: '' },
    extra_volumes: {},
    public: true,
    arch,
    creation_date: '2025-09-12T09:11:41.420846+00:00',
    modification_date: '2025-09-12T09:11:41.420846+00:00',
    default_bootscript: null,
    from_server: '',
    state: 'available',
    tags: [],
    zone,
  };
}

function drawState(random: ItemRandom, revision: number): ScalewayServer['state'] {
  const draw = random.int(100);
  const running = draw < 82;
  if (running !== (revision % 2 === 1)) return 'running';
  if (draw < 90) return 'stopped';
  return draw < 95 ? 'stopped in place' : draw < 98 ? 'starting' : 'locked';
}
