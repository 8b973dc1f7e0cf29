import { HttpStatusError, ProviderError, recordOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import { readCallerRoles, readsEverything } from '../authorization/caller-roles';
import type { ArmLister } from '../list-pages';
import { queryText, type GraphQuery } from './graph-query';
import { queryGraph, type GraphReader } from './query-graph';

/** Ids named in one query: their rows fit into one answer, which may hold 16 MB. */
const IDS_A_QUERY = 100;

/**
 * Azure Resource Graph, where the caller may use it: an index of one subscription that answers for many
 * resources at once what their service tells of each alone.
 *
 * The index lags behind the services, and leaves out what the caller may not read without saying so.
 * Therefore it is only asked about resources that their service has listed, and what it does not tell
 * means nothing: see docs/adr/0014-resource-graph-tells-details.md.
 */
export class ResourceGraph {
  private access: Promise<boolean> | null = null;

  constructor(
    private readonly client: ArmLister & GraphReader,
    private readonly subscriptionId: string,
  ) {}

  /**
   * What is known of these resources, by id; `null` where Resource Graph is not open to the caller, who
   * then has to ask the service.
   * @throws ProviderError
   */
  async rowsOf(
    query: GraphQuery,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, unknown> | null> {
    if (!(await this.isOpen())) return null;
    const rows = new Map<string, unknown>();
    try {
      for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
        const text = queryText(query, ids.slice(start, start + IDS_A_QUERY));
        for (const row of await queryGraph(this.client, text)) {
          const id = armId(recordOf(row)['id']);
          if (id !== null) rows.set(id, row);
        }
      }
    } catch (error) {
      if (!isClosed(error)) throw error;
      this.access = Promise.resolve(false);
      return null;
    }
    return rows;
  }

  /** Asked once a connection, whatever asks for it; an answer that did not come is asked for again. */
  private isOpen(): Promise<boolean> {
    this.access ??= readCallerRoles(this.client, this.subscriptionId).then(
      (roles) => roles?.some(readsEverything) ?? false,
      (error: unknown) => {
        this.access = null;
        throw error;
      },
    );
    return this.access;
  }
}

/** Refused as such, or not there: not registered, or in a cloud without it. Never a failure of it. */
function isClosed(error: unknown): boolean {
  if (!(error instanceof ProviderError)) return false;
  const { fault, cause } = error;
  if (fault.kind === 'denied' || fault.kind === 'disabled') return true;
  return cause instanceof HttpStatusError && cause.status === 404;
}
