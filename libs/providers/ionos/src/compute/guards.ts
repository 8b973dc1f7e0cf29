import { childrenOf, elementOf, isWhole } from '../element';
import type { ServerContext } from './server-context';

/** The native id of the firewall that belongs to a network interface. */
export function nicFirewallId(nicId: string): string {
  return `nic/${nicId}/firewall`;
}

/** The rules of an interface's own firewall; `null` when they are not known. */
export function rulesOf(
  rawNic: unknown,
  { rules }: Pick<ServerContext, 'rules'>,
): readonly unknown[] | null {
  const { id, entities } = elementOf(rawNic);
  const read = id === null ? undefined : rules.get(id);
  if (read !== undefined) return read;
  const inline = childrenOf(entities, 'firewallrules');
  return inline !== null && inline.every(isWhole) ? inline : null;
}

/** Security groups of a server's own, which all its interfaces inherit. */
export function groupsOfServer(rawServer: unknown, { memberships }: ServerContext): string[] {
  const { id, entities } = elementOf(rawServer);
  const inline = (childrenOf(entities, 'securitygroups') ?? []).flatMap((group) => {
    const groupId = elementOf(group).id;
    return groupId === null ? [] : [`security-group/${groupId}`];
  });
  return [...inline, ...(id === null ? [] : memberships.of(`server/${id}`))];
}

/** What filters the traffic of an interface: its own firewall when that is on, and security groups. */
export function guardsOfNic(rawNic: unknown, rawServer: unknown, context: ServerContext): string[] {
  const { id, properties } = elementOf(rawNic);
  if (id === null) return [];
  const own = properties['firewallActive'] === true && rulesOf(rawNic, context) !== null;
  return [
    ...(own ? [nicFirewallId(id)] : []),
    ...context.memberships.of(`nic/${id}`),
    ...groupsOfServer(rawServer, context),
  ];
}
