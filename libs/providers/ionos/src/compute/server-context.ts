import type { Datacenter } from '../datacenters';
import type { Lans } from '../lans';
import type { Memberships } from '../network/memberships';
import type { Tags } from '../tags';

/** What a server's own payload does not tell of it. */
export interface ServerContext {
  datacenter: Datacenter;
  lans: Lans;
  memberships: Memberships;
  tags: Tags;
  /** Rules that did not come with their interface, by its id; `null` where they could not be read. */
  rules: ReadonlyMap<string, readonly unknown[] | null>;
}
