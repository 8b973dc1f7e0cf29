import type { Generate } from '../estate/collection';
import { hostName } from '../estate/names';
import { metadataOf, type Entity } from './entity';
import { drawNics, nicEntity, type IonosNic } from './nic';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

export interface IonosServer extends IonosItem {
  readonly type: 'ENTERPRISE' | 'VCPU' | 'CUBE';
  readonly cores: number;
  /** Megabytes. */
  readonly ram: number;
  readonly zone: 'AUTO' | 'ZONE_1' | 'ZONE_2';
  readonly cpuFamily: string;
  readonly vmState: string;
  readonly state: 'AVAILABLE' | 'BUSY';
  readonly nics: readonly IonosNic[];
  /** Numbers of its security groups. */
  readonly groups: readonly number[];
}

export function serverGenerator(
  scope: IonosScope,
  place: Datacenter,
  hasLan: (lan: number) => boolean,
): Generate<IonosServer> {
  const { draw } = drawer(scope, 'server', place.id);
  const { securityGroups } = place.counts;
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const runs = random.chance(0.88) !== (revision % 2 === 1);
    return {
      ...common,
      region: place.location,
      name: hostName(naming, index),
      type: random.pick(['ENTERPRISE', 'ENTERPRISE', 'VCPU', 'CUBE']),
      cores: random.pick([1, 2, 4, 8]),
      ram: random.pick([1024, 2048, 4096, 16_384]),
      zone: random.pick(['AUTO', 'AUTO', 'ZONE_1', 'ZONE_2']),
      cpuFamily: random.pick(['INTEL_SKYLAKE', 'INTEL_XEON', 'AMD_OPTERON', 'INTEL_ICELAKE']),
      vmState: runs ? 'RUNNING' : random.pick(['SHUTOFF', 'PAUSED', 'CRASHED', 'SHUTOFF']),
      state: random.chance(0.97) ? 'AVAILABLE' : 'BUSY',
      nics: drawNics(random, scope, place, index).filter((nic) => hasLan(nic.lan)),
      groups: securityGroups > 0 && index % 3 === 0 ? [index % securityGroups] : [],
    };
  };
}

/** The children of a server that are items of their own. */
export interface ServerChildren {
  /** Volumes that are attached to server number `server`. */
  volumes(server: number): readonly Entity[];
  groups(numbers: readonly number[]): readonly Entity[];
}

export function serverEntity(
  server: IonosServer,
  place: Datacenter,
  children: ServerChildren,
): Entity {
  const path = `/datacenters/${place.id}/servers/${server.id}`;
  const bootVolume = children.volumes(server.index)[0];
  return {
    id: server.id,
    type: 'server',
    path,
    metadata: metadataOf(server.created, server.state, server.revision),
    properties: {
      name: server.name,
      cores: server.cores,
      ram: server.ram,
      availabilityZone: server.type === 'CUBE' ? 'AUTO' : server.zone,
      vmState: server.vmState,
      bootCdrom: null,
      bootVolume:
        bootVolume === undefined
          ? null
          : { id: bootVolume.id, type: bootVolume.type, href: bootVolume.path },
      cpuFamily: server.cpuFamily,
      type: server.type,
      ...(server.type === 'CUBE' ? { templateUuid: '15c6dd2f-02d2-4987-b439-9a58dd59ecc3' } : {}),
    },
    entities: {
      cdroms: () => [],
      volumes: () => children.volumes(server.index),
      nics: () => nicEntities(server, place, children),
      securitygroups: () => children.groups(server.groups),
    },
  };
}

export function nicEntities(
  server: IonosServer,
  place: Datacenter,
  children: Pick<ServerChildren, 'groups'>,
): Entity[] {
  const path = `/datacenters/${place.id}/servers/${server.id}`;
  return server.nics.map((nic) =>
    nicEntity(nic, path, server.created, () => children.groups(nic.groups)),
  );
}
