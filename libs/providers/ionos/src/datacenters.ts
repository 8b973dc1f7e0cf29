import {
  ProviderError,
  recordOf,
  textOf,
  type Page,
  type PageWarning,
} from '@skyledger/provider-sdk';
import { isDenied, isGone } from './classify-error';
import { cloudListing, type IonosClient } from './client';
import { elementOf } from './element';
import { listPages } from './list-pages';

/** A virtual data center as the place of what is in it, whose location it gives. */
export interface Datacenter {
  id: string;
  location: string | null;
  /** Which security group takes in new servers; `undefined` when it was not told. */
  defaultSecurityGroup: string | null | undefined;
}

/** Every virtual data center of the contract. */
export const DATACENTERS = cloudListing('/datacenters', 1, 100);

/** The native id of a data center. */
export function datacenterId(id: string): string {
  return `datacenter/${id}`;
}

/** Reads one data center's part of a pass, from a cursor within it on. */
export type ReadDatacenter = (datacenter: Datacenter, cursor: string | null) => AsyncIterable<Page>;

/**
 * Reads every data center one after the other, in the order of their ids, so that a cursor means the
 * same place later on. A data center that is gone or denied costs a warning and not the others.
 * @throws ProviderError
 */
export async function* eachDatacenter(
  client: Pick<IonosClient, 'list'>,
  cursor: string | null,
  read: ReadDatacenter,
): AsyncGenerator<Page> {
  const start = readWalkCursor(cursor);
  const { datacenters, warnings } = await readDatacenters(client);
  const left = datacenters.filter(({ id }) => start === null || id >= start.datacenter);
  if (left.length === 0) {
    yield { resources: [], cursor: null, warnings };
    return;
  }
  for (const [at, datacenter] of left.entries()) {
    const { id } = datacenter;
    const next = left[at + 1]?.id ?? null;
    const pages = readOrWarn(datacenter, start?.datacenter === id ? start.list : null, read);
    for await (const page of pages) {
      const told = [...warnings.splice(0), ...(page.warnings ?? [])];
      yield {
        ...page,
        cursor: page.cursor === null ? next : `${id} ${page.cursor}`,
        warnings: told,
      };
    }
  }
}

async function* readOrWarn(
  datacenter: Datacenter,
  cursor: string | null,
  read: ReadDatacenter,
): AsyncGenerator<Page> {
  try {
    yield* read(datacenter, cursor);
  } catch (error) {
    if (!(error instanceof ProviderError) || !(isGone(error) || isDenied(error))) throw error;
    const code = isGone(error) ? 'datacenter_gone' : 'datacenter_denied';
    const message = `data center ${datacenter.id}: ${error.message}`;
    yield { resources: [], cursor: null, warnings: [{ code, message }] };
  }
}

async function readDatacenters(
  client: Pick<IonosClient, 'list'>,
): Promise<{ datacenters: Datacenter[]; warnings: PageWarning[] }> {
  const byId = new Map<string, Datacenter>();
  const warnings: PageWarning[] = [];
  for await (const page of listPages(client, DATACENTERS, null)) {
    warnings.push(...page.warnings);
    for (const item of page.items) {
      const { id, properties } = elementOf(item);
      if (id === null) {
        const message = 'a data center came without an id';
        warnings.push({ code: 'unidentified_items', message });
        continue;
      }
      const group = recordOf(properties)['defaultSecurityGroupId'];
      byId.set(id, {
        id,
        location: textOf(properties['location']),
        defaultSecurityGroup: group === undefined ? undefined : textOf(group),
      });
    }
  }
  const datacenters = [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return { datacenters, warnings };
}

/** `<data center>`, or `<data center> <cursor of its list>`. */
function readWalkCursor(cursor: string | null): { datacenter: string; list: string | null } | null {
  if (cursor === null) return null;
  const [datacenter = '', list = null] = cursor.split(' ');
  return { datacenter, list };
}
