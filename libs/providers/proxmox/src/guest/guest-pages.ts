import {
  ProviderError,
  recordOf,
  textOf,
  type Page,
  type PageWarning,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { NO_ANSWER, type PveRecord, type ProxmoxClient } from '../client';
import { isNodeUnreachable, nodeUnreachable, offlineNodes } from '../cluster-view';
import { requirePrivilege } from '../privileges';
import { wholeOf } from '../pve-values';

/** Guests read for one page, and how many of them at once. */
const PER_PAGE = 25;
const AT_ONCE = 4;

export type GuestType = 'qemu' | 'lxc';

/** A machine or container as `/cluster/resources` lists it. */
export interface Guest {
  readonly type: GuestType;
  readonly vmid: number;
  readonly node: string;
  readonly listed: PveRecord;
}

/** Resources of one guest; `others` are the numbers of every guest that the token sees. */
export type ReadGuest = (
  guest: Guest,
  others: ReadonlySet<number>,
) => Promise<readonly DiscoveredResource[]>;

/**
 * Reads the guests of the given types in the order of their numbers, page by page; a cursor is the
 * last number read. Guests on nodes that are down, or that turn out to be out of reach, are left out
 * with a warning, so that nothing of them is taken to be gone. A guest that goes while it is read is
 * left out silently, one that moves is read where it is then.
 *
 * @throws ProviderError
 */
export async function* guestPages(
  client: ProxmoxClient,
  types: readonly GuestType[],
  cursor: string | null,
  read: ReadGuest,
): AsyncGenerator<Page> {
  const after = readCursor(cursor);
  await requirePrivilege(client, 'VM.Audit');
  const { guests, unidentified } = await listGuests(client);
  const unreachable = new Set(await offlineNodes(client));
  const wanted = guests.filter(({ type, vmid }) => types.includes(type) && vmid > after);
  const others = new Set(guests.map(({ vmid }) => vmid));
  const told = new Set<string>();
  let warnings: PageWarning[] = unidentified === 0 ? [] : [unidentifiedGuests(unidentified)];
  const warnOf = (guest: Guest): void => {
    if (told.has(guest.node)) return;
    told.add(guest.node);
    warnings.push(nodeUnreachable(guest.node));
  };
  /** Takes out what cannot be asked, so that no page is empty but the last. */
  const reachable = (some: readonly Guest[]): Guest[] =>
    some.filter((guest) => {
      if (!unreachable.has(guest.node)) return true;
      warnOf(guest);
      return false;
    });

  let rest = reachable(wanted);
  do {
    const page = rest.slice(0, PER_PAGE);
    const resources = await inParallel(page, AT_ONCE, async (guest) => {
      if (unreachable.has(guest.node)) return [];
      try {
        return await readWhereItIs(client, guest, (each) => read(each, others));
      } catch (error) {
        if (!isNodeUnreachable(error)) throw error;
        unreachable.add(guest.node);
        warnOf(guest);
        return [];
      }
    });
    rest = reachable(rest.slice(PER_PAGE));
    const last = page.at(-1)?.vmid ?? after;
    yield {
      resources: resources.flat(),
      cursor: rest.length === 0 ? null : String(last),
      warnings,
    };
    warnings = [];
  } while (rest.length > 0);
}

function unidentifiedGuests(count: number): PageWarning {
  return { code: 'unidentified_items', message: `${count} guests came without number or node` };
}

/** Reads what belongs to a guest, for example `config`. */
export function readOfGuest(client: ProxmoxClient, guest: Guest, what: string): Promise<PveRecord> {
  return client.record(`/nodes/{node}/${guest.type}/{vmid}/${what}`, {
    params: { node: guest.node, vmid: guest.vmid },
    mayFail: true,
  });
}

/** Reads a list that belongs to a guest, for example `firewall/rules`. */
export function listOfGuest(
  client: ProxmoxClient,
  guest: Guest,
  what: string,
  params: Readonly<Record<string, string>> = {},
): Promise<readonly unknown[]> {
  return client.list(`/nodes/{node}/${guest.type}/{vmid}/${what}`, {
    params: { node: guest.node, vmid: guest.vmid, ...params },
    mayFail: true,
  });
}

async function readWhereItIs<Result>(
  client: ProxmoxClient,
  guest: Guest,
  read: (guest: Guest) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  try {
    return await read(guest);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const { guests } = await listGuests(client);
    const now = guests.find(({ vmid }) => vmid === guest.vmid);
    if (now === undefined) return [];
    return read(now).catch((again: unknown) => {
      // It is there and cannot be read: that is no answer to take for an empty one.
      throw isNoAnswer(again) ? unavailable(again) : again;
    });
  }
}

export function isNoAnswer(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.fault.code === NO_ANSWER;
}

function unavailable({ fault, operation }: ProviderError): ProviderError {
  return new ProviderError({ ...fault, kind: 'unavailable' }, operation);
}

async function listGuests(
  client: ProxmoxClient,
): Promise<{ guests: Guest[]; unidentified: number }> {
  const entries = await client.list('/cluster/resources', { query: { type: 'vm' } });
  const guests = new Map<number, Guest>();
  let unidentified = 0;
  for (const listed of entries.map(recordOf)) {
    const { type } = listed;
    if (type === 'openvz') continue;
    const vmid = wholeOf(listed['vmid']);
    const node = textOf(listed['node']);
    if ((type !== 'qemu' && type !== 'lxc') || vmid === null || node === null) unidentified += 1;
    else guests.set(vmid, { type, vmid, node, listed });
  }
  return { guests: [...guests.values()].sort((a, b) => a.vmid - b.vmid), unidentified };
}

function readCursor(cursor: string | null): number {
  if (cursor === null) return -1;
  if (!/^\d{1,10}$/.test(cursor)) throw new Error(`${cursor} is no cursor of a list of guests`);
  return Number(cursor);
}
