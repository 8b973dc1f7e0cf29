import { MalformedResponseError, recordOf } from '@skyledger/provider-sdk';
import { linkBelow } from './link-below';

/** Where lists are: of subscriptions and what is in them, of tenants, of management groups. */
const LISTED = /^\/(subscriptions|tenants|providers)(\/|$)/i;

/** One list of Resource Manager. */
export interface ArmList {
  /** The permission it needs, which is also what the gate calls its requests. */
  readonly permission: string;
  /** Below what the client reads, or below the resource whose parts it lists. */
  readonly path: string;
  readonly apiVersion: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** One page of a list as ARM sent it. */
export interface ArmPage {
  readonly items: readonly unknown[];
  /** Address of the next page, from the base address on; `null` after the last. */
  readonly next: string | null;
}

/**
 * Reads a page of a list. ARM says that a page is the last by sending no `nextLink`; anything else
 * than a text in its place leaves open what follows, and is refused. The link is followed as it is
 * sent, but only to where the API is: its bearer token must not be taken elsewhere.
 * @throws MalformedResponseError
 */
export function readPage(body: unknown, permission: string, baseUrl: string): ArmPage {
  const { value, nextLink } = recordOf(body);
  if (!Array.isArray(value)) throw new MalformedResponseError(`no list for ${permission}`);
  if (nextLink === undefined || nextLink === null || nextLink === '') {
    return { items: value, next: null };
  }
  const next = linkBelow(baseUrl, nextLink, LISTED);
  if (next === null) throw new MalformedResponseError(`a page of ${permission} leads elsewhere`);
  return { items: value, next };
}
