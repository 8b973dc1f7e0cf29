import {
  HttpClient,
  integerOf,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
  type HttpClientOptions,
} from '@skyledger/provider-sdk';
import { Agent } from 'undici';
import type { DigitalOceanCredentials } from './credentials';
import type { Listing } from './listings';
import { SpacesClient } from './spaces/spaces-client';

const DEFAULT_ENDPOINT = 'https://api.digitalocean.com';
/**
 * Where tokens are told about, as `doctl auth init` asks it: a host of its own, which need not be
 * reachable. Source: https://github.com/digitalocean/doctl/blob/main/do/oauth.go
 */
const TOKEN_ENDPOINT = 'https://cloud.digitalocean.com';
const TOKEN_CONNECT_TIMEOUT_MS = 3_000;

/** Which page of a list to read; pages start at 1 and hold at most 200 items. */
export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

/** One page of a list as the API sent it. */
export interface ListedPage {
  readonly items: readonly unknown[];
  /** Whether another page follows. */
  readonly more: boolean;
  /** How many items all pages hold; `null` when the API does not tell. */
  readonly total: number | null;
}

/** One team, seen through one token, and its buckets where there is a key to them. */
export class DigitalOceanClient {
  readonly spaces: SpacesClient | null;
  private readonly http: HttpClient;
  private readonly tokens: HttpClient;

  constructor(credentials: DigitalOceanCredentials, context: ConnectContext) {
    const options: Omit<HttpClientOptions, 'baseUrl'> = {
      gate: context.gate,
      headers: { authorization: `Bearer ${credentials.api_token}` },
      readError: (body) => {
        const { id, message } = recordOf(body);
        return { code: textOf(id) ?? undefined, message: textOf(message) ?? undefined };
      },
    };
    this.http = new HttpClient({ ...options, baseUrl: context.endpoint ?? DEFAULT_ENDPOINT });
    this.tokens = new HttpClient({
      ...options,
      baseUrl: context.endpoint ?? TOKEN_ENDPOINT,
      agent: new Agent({ connect: { timeout: TOKEN_CONNECT_TIMEOUT_MS } }),
    });
    const { spaces_access_key_id: accessKeyId, spaces_secret_access_key: secret } = credentials;
    this.spaces =
      accessKeyId === undefined || secret === undefined
        ? null
        : new SpacesClient({ accessKeyId, secretAccessKey: secret }, context);
  }

  /**
   * Whose token it is.
   * @throws ProviderError
   */
  account(): Promise<Readonly<Record<string, unknown>>> {
    const read = (body: unknown): Readonly<Record<string, unknown>> =>
      recordOf(recordOf(body)['account']);
    return this.http.get('GET /v2/account', '/v2/account', { read });
  }

  /**
   * What the token is: its scopes, and when it was made and ends.
   * @throws ProviderError
   */
  tokenInfo(): Promise<Readonly<Record<string, unknown>>> {
    return this.tokens.get('GET /v1/oauth/token/info', '/v1/oauth/token/info', { read: recordOf });
  }

  /**
   * Reads one page.
   * @throws ProviderError
   */
  list(listing: Listing, { page, perPage }: PageRequest): Promise<ListedPage> {
    return this.http.get(`GET ${listing.path}`, listing.path, {
      query: { ...listing.query, page, per_page: perPage },
      read: (body) => readPage(body, listing.key, { page, perPage }),
    });
  }

  /**
   * All database clusters: the API gives them without pages.
   * @throws ProviderError
   */
  databases(): Promise<readonly unknown[]> {
    return this.http.get('GET /v2/databases', '/v2/databases', {
      read: (body) => readWhole(body, 'databases'),
    });
  }

  /**
   * Who may connect to a database cluster.
   * @throws ProviderError
   */
  trustedSources(databaseId: string): Promise<readonly unknown[]> {
    const path = `/v2/databases/${encodeURIComponent(databaseId)}/firewall`;
    return this.http.get('GET /v2/databases/:id/firewall', path, {
      read: (body) => readWhole(body, 'rules'),
    });
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([this.http.close(), this.tokens.close(), this.spaces?.close()]);
  }
}

function readWhole(body: unknown, key: string): readonly unknown[] {
  const items = recordOf(body)[key];
  if (!Array.isArray(items)) throw new MalformedResponseError(`no list of ${key}`);
  return items;
}

/**
 * A body that does not say whether more pages follow is never taken for the last page. What says it
 * are the links, which are an empty object where one page is all; lists that leave them out at all
 * (clusters do) at least tell the total.
 */
function readPage(body: unknown, key: string, { page, perPage }: PageRequest): ListedPage {
  const { [key]: listed, links, meta } = recordOf(body);
  const total = integerOf(recordOf(meta)['total']);
  const items: unknown = listed === null && total === 0 ? [] : listed;
  if (!Array.isArray(items)) throw new MalformedResponseError(`no list of ${key}`);
  const next = textOf(recordOf(recordOf(links)['pages'])['next']);
  if (next !== null) {
    const to = Number(/[?&]page=(\d{1,9})(?:&|$)/.exec(next)?.[1] ?? 0);
    if (to <= page || items.length === 0) {
      throw new MalformedResponseError(`page ${page} of ${key} leads nowhere`);
    }
    return { items, more: true, total };
  }
  if (typeof links === 'object' && links !== null) return { items, more: false, total };
  if (total === null) throw new MalformedResponseError(`page ${page} of ${key} has no end`);
  const more = (page - 1) * perPage + items.length < total;
  if (more && items.length === 0) {
    throw new MalformedResponseError(`page ${page} of ${key} leads nowhere`);
  }
  return { items, more, total };
}
