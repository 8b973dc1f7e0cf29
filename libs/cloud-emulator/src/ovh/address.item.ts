import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { iamJson, type OvhServer, type OvhVps } from './machine.item';
import { ipv4, openStackTime, type OvhScope } from './ovh-scope';

/** What `GET /ip` tells of an address or block, whatever it is of. */
export interface OvhBlock {
  /** With its length, as the API names it. */
  readonly block: string;
  readonly description: string | null;
  readonly type: 'failover' | 'dedicated' | 'vps';
  readonly routedTo: string | null;
  readonly region: string | null;
  readonly isAdditional: boolean;
}

/** An additional address. */
export interface OvhIp extends EmulatedItem {
  readonly ip: string;
  readonly description: string | null;
  readonly target: OvhTarget | null;
}

/** Where an additional address is routed to. */
export type OvhTarget =
  | { readonly kind: 'instance'; readonly project: string; readonly id: string }
  | { readonly kind: 'server'; readonly id: string };

/** By turns to an instance, to a server, and parked; what is gone leaves the address parked. */
export function ipGenerator(
  scope: OvhScope,
  salt: number,
  targetOf: (kind: OvhTarget['kind'], index: number) => OvhTarget | null,
): Generate<OvhIp> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const ip = ipv4(scope, '137.74.0.0', index);
    const kind = (['instance', 'server', null] as const)[index % 3] ?? null;
    const description =
      random.chance(0.5) || revision > 0
        ? `${naming.environment} ${naming.role}${revision > 0 ? ` r${revision}` : ''}`
        : null;
    return {
      id: `${ip}/32`,
      region: 'eu-west-gra',
      name: description ?? ip,
      ip,
      description,
      target: kind === null ? null : targetOf(kind, Math.floor(index / 3)),
    };
  };
}

export function blockOfIp({ id, description, target, region }: OvhIp): OvhBlock {
  const routedTo = target?.kind === 'instance' ? target.project : (target?.id ?? null);
  return { block: id, description, type: 'failover', routedTo, region, isAdditional: true };
}

export function blockOfVps(vps: OvhVps): OvhBlock {
  return {
    block: `${vps.ipv4}/32`,
    description: null,
    type: 'vps',
    routedTo: vps.id,
    region: null,
    isAdditional: false,
  };
}

export function blocksOfServer(server: OvhServer): OvhBlock[] {
  return [`${server.ip}/32`, server.ipv6Block].map((block) => ({
    block,
    description: null,
    type: 'dedicated',
    routedTo: server.id,
    region: server.region,
    isAdditional: false,
  }));
}

export function blockJson(block: OvhBlock): Record<string, unknown> {
  const single = block.block.replace(/\/(32|128)$/, '');
  return {
    ip: block.block,
    type: block.type,
    version: block.block.includes(':') ? 6 : 4,
    description: block.description,
    routedTo: block.routedTo === null ? null : { serviceName: block.routedTo },
    country: 'fr',
    campus: block.region === null ? null : block.region.slice(-3),
    regions: block.region === null ? null : [block.region],
    rir: null,
    organisationId: null,
    canBeTerminated: block.isAdditional,
    isAdditionalIp: block.isAdditional,
    bringYourOwnIp: false,
    iam: iamJson('ip', block.block, single, null),
  };
}

/** The rules of the edge firewall of an address. */
export interface OvhEdgeFirewall {
  readonly ip: string;
  readonly enabled: boolean;
  readonly rules: readonly OvhEdgeRule[];
}

export interface OvhEdgeRule {
  readonly sequence: number;
  readonly action: 'permit' | 'deny';
  readonly protocol: 'ipv4' | 'tcp' | 'udp' | 'icmp';
  readonly source: string;
  readonly port: string | null;
  readonly option: 'established' | null;
}

/** Most addresses that can have a firewall have one; many let more in than they should. */
export function edgeFirewallOf(scope: OvhScope, { block, type }: OvhBlock): OvhEdgeFirewall | null {
  const [ip = ''] = block.split('/');
  if (type === 'vps' || ip.includes(':')) return null;
  const random = new ItemRandom(saltOf(scope.seed, scope.account, 'edge', ip), 0);
  if (random.chance(0.3)) return null;
  const rules: OvhEdgeRule[] = [];
  const add = (sequence: number, rule: Partial<OvhEdgeRule>): void => {
    const any = { action: 'permit', protocol: 'tcp', source: 'any', port: null } as const;
    rules.push({ sequence, ...any, option: null, ...rule });
  };
  const enabled = random.chance(0.8);
  const weakness = random.int(100);
  add(0, { option: 'established' });
  if (weakness < 40) add(1, { port: 'eq 22' });
  else add(1, { port: 'eq 22', source: '198.51.100.0/24' });
  add(2, { port: 'range 80 443' });
  if (random.chance(0.4)) add(3, { protocol: 'icmp' });
  if (random.chance(0.3)) add(4, { protocol: 'udp', port: 'eq 53' });
  if (random.chance(0.7)) add(19, { action: 'deny', protocol: 'ipv4' });
  return { ip, enabled, rules };
}

export function edgeFirewallJson({ ip, enabled }: OvhEdgeFirewall): Record<string, unknown> {
  return { ipOnFirewall: ip, enabled, state: 'ok' };
}

export function edgeRuleJson(ip: string, rule: OvhEdgeRule): Record<string, unknown> {
  const { action, protocol, source, port, option } = rule;
  const words = [action, protocol, source, `${ip}/32`, port ?? '', option ?? ''];
  return {
    sequence: rule.sequence,
    action,
    protocol,
    source,
    sourcePort: null,
    destination: `${ip}/32`,
    destinationPort: port,
    tcpOption: option,
    fragments: null,
    l3PacketLength: null,
    rule: words.filter((word) => word !== '').join(' '),
    state: 'ok',
    creationDate: openStackTime(new Date(Date.UTC(2025, 2, 3))),
  };
}
