import { createHash } from 'node:crypto';
import {
  HttpClient,
  integerOf,
  MalformedResponseError,
  ProviderError,
  recordOf,
  textOf,
  type ConnectContext,
  type ErrorDetail,
} from '@skyledger/provider-sdk';
import { readPricing, type Pricing } from './pricing';

const DEFAULT_ENDPOINT = 'https://api.hetzner.cloud/v1';
/** Where storage boxes are listed, opened by the same token. A configured endpoint stands for both. */
const DEFAULT_STORAGE_ENDPOINT = 'https://api.hetzner.com/v1';

/** The lists that are read, as the API names them in paths and bodies. */
export type Collection =
  | 'servers'
  | 'networks'
  | 'firewalls'
  | 'volumes'
  | 'load_balancers'
  | 'primary_ips'
  | 'floating_ips'
  | 'images'
  | 'certificates'
  | 'placement_groups'
  | 'zones'
  | 'storage_boxes';

/** Without the filter the list of images holds all that Hetzner offers to everyone. */
const FILTERS: Readonly<Partial<Record<Collection, string>>> = {
  images: '?type=snapshot&type=backup',
};

/** Which page of a list to read; pages start at 1 and hold at most 50 items. */
export interface PageRequest {
  page: number;
  perPage: number;
}

/** One page of a list as the API sent it. */
export interface ListedPage {
  items: readonly unknown[];
  /** Number of the next page; `null` after the last. */
  next: number | null;
  /** How many items all pages hold; `null` when the API does not tell. */
  total: number | null;
}

/** One project, seen through one token. */
export class HetznerClient {
  /** Stable for a token and not reversible: tokens are 64 random characters. */
  readonly tokenFingerprint: string;
  private readonly http: HttpClient;
  private readonly storageHttp: HttpClient;
  private pricing: Promise<Pricing | null> | undefined;

  constructor(apiToken: string, { gate, endpoint }: ConnectContext) {
    const digest = createHash('sha256').update(`hetzner api token ${apiToken}`).digest('hex');
    this.tokenFingerprint = `token-${digest.slice(0, 24)}`;
    const shared = {
      gate,
      headers: { authorization: `Bearer ${apiToken}` },
      readError: (body: unknown): ErrorDetail => {
        const error = recordOf(recordOf(body)['error']);
        return {
          code: textOf(error['code']) ?? undefined,
          message: textOf(error['message']) ?? undefined,
        };
      },
    };
    this.http = new HttpClient({ ...shared, baseUrl: endpoint ?? DEFAULT_ENDPOINT });
    this.storageHttp = new HttpClient({
      ...shared,
      baseUrl: endpoint ?? DEFAULT_STORAGE_ENDPOINT,
    });
  }

  /**
   * Reads one page, oldest items first.
   * @throws ProviderError
   */
  list(collection: Collection, { page, perPage }: PageRequest): Promise<ListedPage> {
    const http = collection === 'storage_boxes' ? this.storageHttp : this.http;
    return http.get(`GET /${collection}`, `/${collection}${FILTERS[collection] ?? ''}`, {
      query: { sort: 'id:asc', page, per_page: perPage },
      read: (body) => readPage(body, collection, page),
    });
  }

  /**
   * What the project pays, asked for once a connection. `null` when the token may not read it. Any
   * other failure is the pass's, since prices that come and go would fill the history.
   * @throws ProviderError
   */
  currentPricing(): Promise<Pricing | null> {
    this.pricing ??= this.http
      .get('GET /pricing', '/pricing', { read: readPricing })
      .catch((error: unknown) => {
        if (error instanceof ProviderError && error.fault.kind === 'denied') return null;
        throw error;
      });
    return this.pricing;
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([this.http.close(), this.storageHttp.close()]);
  }
}

/** A body that does not say whether more pages follow is never taken for the last page. */
function readPage(body: unknown, collection: Collection, page: number): ListedPage {
  const items = recordOf(body)[collection];
  if (!Array.isArray(items)) throw new MalformedResponseError(`no list of ${collection}`);
  const pagination = recordOf(recordOf(recordOf(body)['meta'])['pagination']);
  const total = integerOf(pagination['total_entries']);
  if (pagination['next_page'] === null) return { items, next: null, total };
  const next = integerOf(pagination['next_page']);
  if (next === null || next <= page || items.length === 0) {
    throw new MalformedResponseError(`page ${page} of ${collection} leads nowhere`);
  }
  return { items, next, total };
}
