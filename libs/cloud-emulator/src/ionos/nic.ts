import { hex8, type ItemRandom } from '../estate/random';
import { address6, isPublicLan, privateAddress, publicAddress } from './addresses';
import { metadataOf, type Entity } from './entity';
import { drawRules, ruleEntities, type IonosRule } from './firewall-rule';
import { idSpace } from './ids';
import { hasIpv6 } from './lan.item';
import type { Datacenter, IonosScope } from './scope';

/** A network interface of a server. */
export interface IonosNic {
  readonly id: string;
  readonly name: string | null;
  readonly mac: string;
  readonly lan: number;
  readonly ips: readonly string[];
  readonly ips6: readonly string[] | null;
  readonly firewallActive: boolean;
  readonly firewallType: 'INGRESS' | 'EGRESS' | 'BIDIRECTIONAL';
  readonly rules: readonly IonosRule[];
  /** Numbers of its own security groups, besides those of its server. */
  readonly groups: readonly number[];
}

/** Server `s` is in LAN `s % lans`, every third one also in the next. */
export function lansOfServer({ counts }: Datacenter, server: number): number[] {
  if (counts.lans === 0) return [];
  const first = (server % counts.lans) + 1;
  const second = ((server + 1) % counts.lans) + 1;
  return server % 3 === 1 && second !== first ? [first, second] : [first];
}

export function nicIdOf(scope: IonosScope, place: Datacenter, server: number, at: number): string {
  return idSpace(scope.seed, scope.account, 'nic', place.id).idOf(server * 2 + at);
}

export function drawNics(
  random: ItemRandom,
  scope: IonosScope,
  place: Datacenter,
  server: number,
): IonosNic[] {
  const { securityGroups } = place.counts;
  return lansOfServer(place, server).map((lan, at) => {
    const isPublic = isPublicLan(lan);
    const hex = hex8(random.next());
    return {
      id: nicIdOf(scope, place, server, at),
      name: random.chance(0.8) ? `nic-${at}` : null,
      mac: `02:01:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}`,
      lan,
      ips: isPublic ? [publicAddress(scope, place, server, at)] : [privateAddress(lan, server)],
      ips6: hasIpv6(place, lan) ? [address6(place, lan, server)] : null,
      firewallActive: random.chance(isPublic ? 0.8 : 0.4),
      firewallType: random.pick(['INGRESS', 'INGRESS', 'INGRESS', 'BIDIRECTIONAL', 'EGRESS']),
      rules: random.chance(0.85) ? drawRules(random) : [],
      groups: securityGroups > 0 && server % 7 === 1 && at === 0 ? [server % securityGroups] : [],
    };
  });
}

/** `groups` are the entities of the security groups that the interface is itself a member of. */
export function nicEntity(
  nic: IonosNic,
  serverPath: string,
  created: string,
  groups: () => readonly Entity[],
): Entity {
  const path = `${serverPath}/nics/${nic.id}`;
  return {
    id: nic.id,
    type: 'nic',
    path,
    metadata: metadataOf(created, 'AVAILABLE'),
    properties: {
      name: nic.name,
      mac: nic.mac,
      ips: nic.ips,
      dhcp: true,
      ...(nic.ips6 === null
        ? {}
        : { ipv6Ips: nic.ips6, ipv6CidrBlock: `${nic.ips6[0] ?? ''}/80`, dhcpv6: true }),
      lan: nic.lan,
      firewallActive: nic.firewallActive,
      firewallType: nic.firewallType,
      // Null unless the interface was made or moved in the console.
      deviceNumber: null,
      pciSlot: 7,
    },
    entities: {
      firewallrules: () => ruleEntities(nic.rules, nic.id, `${path}/firewallrules`, created),
      flowlogs: () => [],
      securitygroups: groups,
    },
  };
}
