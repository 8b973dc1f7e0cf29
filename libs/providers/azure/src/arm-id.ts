import { textOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';

/**
 * The one form of an ARM id: lower case, with its leading slash. ARM compares ids without regard to
 * letter case, and sends one resource's id in different cases from list to list (`resourceGroups/RG1`
 * where it is listed, `resourcegroups/rg1` where another names it), so that as sent they would not
 * meet. Names keep their case in `name`. `null` for what is no id below a subscription.
 */
export function armId(value: unknown): string | null {
  const text = textOf(value)?.toLowerCase().replace(/\/+$/, '') ?? null;
  if (text === null) return null;
  const id = text.startsWith('/') ? text : `/${text}`;
  return /^\/subscriptions\/[^/]+\/./.test(id) ? id : null;
}

/** The resource group that an id is in. */
export function groupOf(id: string): string | null {
  return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.exec(id)?.[0] ?? null;
}

/** The resource that a part such as an IP configuration belongs to, when it is of this type. */
export function ownerOf(value: unknown, type: string): string | null {
  const id = armId(value);
  if (id === null) return null;
  const pattern = `^/subscriptions/[^/]+/resourcegroups/[^/]+/providers/${type}/[^/]+`;
  return new RegExp(pattern, 'i').exec(id)?.[0] ?? null;
}

/** The network that a subnet is in. */
export function networkOfSubnet(id: string): string | null {
  return ownerOf(id, 'microsoft.network/virtualnetworks');
}

/** Relationships of one kind, each once and sorted, since ARM keeps no order. */
export function related(
  kind: Relationship['kind'],
  ids: Iterable<string | null | undefined>,
): Relationship[] {
  const known = new Set([...ids].filter((id): id is string => typeof id === 'string'));
  return [...known].sort().map((resourceId) => ({ kind, resourceId }));
}

/** Where something that uses these subnets is: the subnets, their networks, its resource group. */
export function placement(id: string, subnets: readonly (string | null)[] = []): Relationship[] {
  const known = subnets.filter((subnet) => subnet !== null);
  return related('runs_in', [...known, ...known.map(networkOfSubnet), groupOf(id)]);
}
