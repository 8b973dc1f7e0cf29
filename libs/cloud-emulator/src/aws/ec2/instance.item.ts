import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags, hostName } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, hex8, mix32 } from '../../estate/random';
import { longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import { INSTANCE_TYPES } from './instance-types';
import type { InstanceType } from './instance-types';
import type { NetworkPlan } from './network-plan';

export type InstanceState = 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopped';

export interface Ec2Instance extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly type: InstanceType;
  readonly state: InstanceState;
  readonly imageId: string;
  readonly keyName: string | null;
  readonly launchTime: Date;
  readonly zone: string;
  readonly zoneId: string;
  readonly windows: boolean;
  readonly spot: boolean;
  readonly monitored: boolean;
  /** Null once terminated, like all that belongs to the network. */
  readonly vpcId: string | null;
  readonly subnetId: string | null;
  readonly privateIp: string | null;
  /** Null also while stopped, unless the address is elastic. */
  readonly publicIp: string | null;
  readonly elasticIp: boolean;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly interfaceId: string;
  readonly attachmentId: string;
  readonly macAddress: string;
  readonly volumes: readonly { readonly device: string; readonly id: string }[];
  readonly profileArn: string | null;
  /** `optional` accepts the weaker metadata service IMDSv1. */
  readonly httpTokens: 'optional' | 'required';
  readonly hopLimit: number;
  readonly clientToken: string;
  readonly tags: readonly Tag[];
}

/** A tenth of the launches start four instances at once. */
const LAUNCH_SIZE = 4;

/** The most volumes an instance has; volume `v` belongs to instance `v / 3` if it belongs to any. */
export const VOLUME_SLOTS = 3;

export function instanceGenerator(
  scope: AwsScope,
  plan: NetworkPlan,
  groupName: (group: number) => string,
): Generate<Ec2Instance> {
  const salt = scopeSalt(scope, 'instance');
  const reservationSalt = scopeSalt(scope, 'reservation');
  const volumeSalt = scopeSalt(scope, 'volume');
  const interfaceSalt = scopeSalt(scope, 'interface');

  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = hostName(naming, index);
    const id = longId('i', salt, index);
    const type = random.pick(INSTANCE_TYPES);
    const drawn = drawState(random);
    const state = revision % 2 === 1 ? otherState(drawn) : drawn;
    const subnet = plan.subnetOfInstance(index);
    const vpc = plan.vpcOfSubnet(subnet);
    const zone = plan.zoneOfSubnet(subnet);
    const inNetwork = state !== 'terminated';
    const elasticIp = random.chance(0.08);
    const assignedIp = random.chance(0.25);
    const hasPublicIp = inNetwork && (elasticIp || (assignedIp && state === 'running'));
    const wantedGroups = [random.int(1000), ...(random.chance(0.3) ? [random.int(1000)] : [])];
    const groups = [...new Set(wantedGroups.map((choice) => plan.groupInVpc(vpc, choice)))];
    const together = mix32(reservationSalt ^ Math.floor(index / LAUNCH_SIZE)) % 10 === 0;
    const launch = together ? index - (index % LAUNCH_SIZE) : index;
    const extraVolumes = random.int(VOLUME_SLOTS);
    const interfaceHash = mix32(interfaceSalt ^ index);
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:instance/${id}`,
      region: scope.region,
      name,
      reservationId: longId('r', reservationSalt, launch),
      launchIndex: index - launch,
      type,
      state,
      imageId: `ami-0${hex8(mix32(random.int(24)))}${hex8(mix32(scope.seed + 7))}`,
      keyName: random.chance(0.6) ? `${naming.team}-key` : null,
      launchTime: random.time(),
      zone: plan.zones[zone] ?? scope.region,
      zoneId: `${zonePrefix(scope.region)}-az${zone + 1}`,
      windows: random.chance(0.12),
      spot: random.chance(0.05),
      monitored: random.chance(0.2),
      vpcId: inNetwork ? plan.vpcId(vpc) : null,
      subnetId: inNetwork ? plan.subnetId(subnet) : null,
      privateIp: inNetwork ? plan.privateIp(index) : null,
      publicIp: hasPublicIp ? plan.publicIp(index) : null,
      elasticIp,
      groups: inNetwork
        ? groups.map((group) => ({ id: plan.securityGroupId(group), name: groupName(group) }))
        : [],
      interfaceId: longId('eni', interfaceSalt, index),
      attachmentId: longId('eni-attach', interfaceSalt, index),
      macAddress: macAddress(interfaceHash),
      volumes: inNetwork ? volumesOf(volumeSalt, index, extraVolumes) : [],
      profileArn: random.chance(0.7)
        ? `arn:aws:iam::${scope.accountId}:instance-profile/${naming.application}-${naming.role}`
        : null,
      httpTokens: random.chance(0.2) ? 'optional' : 'required',
      hopLimit: random.chance(0.8) ? 2 : 1,
      clientToken: `${hex8(random.next())}-${hex8(random.next())}`,
      tags: drawTags(random, naming, random.chance(0.94) ? name : null, revision),
    };
  };
}

function drawState(random: ItemRandom): InstanceState {
  const share = random.int(1000);
  if (share < 80) return 'stopped';
  if (share < 90) return 'terminated';
  if (share < 93) return 'shutting-down';
  return share < 96 ? 'pending' : 'running';
}

/** What a change makes of an instance; a terminated one never comes back. */
function otherState(state: InstanceState): InstanceState {
  if (state === 'terminated' || state === 'shutting-down') return 'terminated';
  return state === 'running' ? 'stopped' : 'running';
}

function volumesOf(salt: number, index: number, extra: number): Ec2Instance['volumes'] {
  const volumes = [{ device: '/dev/xvda', id: longId('vol', salt, index * VOLUME_SLOTS) }];
  for (let n = 0; n < extra; n += 1) {
    const device = `/dev/sd${String.fromCharCode(102 + n)}`;
    volumes.push({ device, id: longId('vol', salt, index * VOLUME_SLOTS + n + 1) });
  }
  return volumes;
}

/** A locally administered address. */
export function macAddress(hash: number): string {
  const hex = hex8(hash);
  return `02:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}:${hex.slice(1, 3)}`;
}

/** `eu-central-1` has the zone ids `euc1-az1` and so on. */
export function zonePrefix(region: string): string {
  const [area = '', side = '', number = '1'] = region.split('-');
  return `${area}${side.charAt(0)}${number}`;
}
