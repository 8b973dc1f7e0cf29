import { datacenterListing, type IonosClient } from '../client';
import { isDenied } from '../classify-error';
import type { Datacenter } from '../datacenters';
import { childrenOf, elementOf } from '../element';
import { listPages } from '../list-pages';

/** A group brings its rules and its members along, of which there may be hundreds. */
export const GROUPS_A_PAGE = 20;

/** Which servers and network interfaces of a data center are in which security groups. */
export class Memberships {
  /** Native ids of groups by `server/<id>` and `nic/<id>`. */
  private readonly groups = new Map<string, string[]>();
  private known = true;
  private count = 0;

  /** Whether the groups and all their members were told. */
  get isKnown(): boolean {
    return this.known;
  }

  /** Whether there are groups, or may be some. */
  get mayExist(): boolean {
    return !this.known || this.count > 0;
  }

  /** Native ids of the groups that `server/<id>` or `nic/<id>` is a member of itself. */
  of(member: string): readonly string[] {
    return this.groups.get(member) ?? [];
  }

  add(rawGroup: unknown): void {
    const { id, entities } = elementOf(rawGroup);
    this.count += 1;
    for (const [list, prefix] of [
      ['servers', 'server'],
      ['nics', 'nic'],
    ] as const) {
      const members = childrenOf(entities, list);
      if (members === null || id === null) this.known = false;
      for (const member of members ?? []) {
        const memberId = elementOf(member).id;
        if (id === null || memberId === null) continue;
        const key = `${prefix}/${memberId}`;
        this.groups.set(key, [...(this.groups.get(key) ?? []), `security-group/${id}`]);
      }
    }
  }

  /** Some groups were not told. */
  doubt(): void {
    this.known = false;
  }
}

/**
 * Reads who is in which group: servers name only their own groups and not those of their interfaces,
 * unless asked for so much more that a page would be without bounds.
 * @throws ProviderError except when groups may not be read, which leaves memberships unknown
 */
export async function readMemberships(
  client: Pick<IonosClient, 'list'>,
  { id }: Datacenter,
): Promise<Memberships> {
  const memberships = new Memberships();
  const listing = datacenterListing(id, 'securitygroups', 2, GROUPS_A_PAGE);
  try {
    for await (const { items, warnings } of listPages(client, listing, null)) {
      for (const group of items) memberships.add(group);
      if (warnings.length > 0) memberships.doubt();
    }
  } catch (error) {
    if (!isDenied(error)) throw error;
    memberships.doubt();
  }
  return memberships;
}
