import {
  HttpClient,
  integerOf,
  MalformedResponseError,
  recordOf,
  type ConnectContext,
} from '@skyledger/provider-sdk';
import { readError } from './classify-error';
import type { ScalewayCredentials } from './credentials';
import { readServerTypes, type ServerTypes } from './instance/server-types';
import { ObjectStorage } from './s3/object-storage';

const DEFAULT_ENDPOINT = 'https://api.scaleway.com';

/** A list of the API. */
export interface Listing {
  /**
   * The Instance API pages and filters in its own way, and tells the total in a header. IAM is of the
   * organization and knows no projects.
   */
  readonly api: 'instance' | 'standard' | 'iam';
  /** What the gate calls it, for example `GET /instance/v1/servers`. */
  readonly operation: string;
  readonly path: string;
  /** The name of the list in the body. */
  readonly key: string;
  /** The field that tells items apart; `id` unless told. */
  readonly id?: string;
  /** Part of something that was listed: it is asked for as it is, without filter and order. */
  readonly isDetail?: boolean;
  readonly query?: Readonly<Record<string, string>>;
}

/** Which page of a list to read; pages start at 1 and hold at most 100 items. */
export interface PageRequest {
  page: number;
  perPage: number;
}

/** One page of a list as the API sent it. */
export interface ListedPage {
  items: readonly unknown[];
  /** How many items all pages hold; `null` when the API does not tell. */
  total: number | null;
}

/** A project, or a whole organization, seen through one API key. */
export class ScalewayClient {
  /** The project, or the organization where all of its projects are read. */
  readonly accountId: string;
  readonly projectId: string | null;
  /** `SCW` and 17 characters; no secret. */
  readonly accessKey: string;
  /** Object Storage, which has an API of its own. */
  readonly storage: ObjectStorage;
  private readonly http: HttpClient;
  private readonly serverTypes = new Map<string, Promise<ServerTypes>>();

  constructor(
    private readonly credentials: ScalewayCredentials,
    context: ConnectContext,
  ) {
    const { gate, endpoint } = context;
    this.accessKey = credentials.access_key;
    this.projectId = credentials.project_id ?? null;
    this.accountId = credentials.project_id ?? credentials.organization_id ?? '';
    this.http = new HttpClient({
      gate,
      baseUrl: endpoint ?? DEFAULT_ENDPOINT,
      headers: { 'x-auth-token': credentials.secret_key },
      readError,
    });
    this.storage = new ObjectStorage(credentials, context);
  }

  /**
   * Reads one page, oldest items first where the API lets itself be told so.
   * @throws ProviderError
   */
  list(listing: Listing, request: PageRequest): Promise<ListedPage> {
    return this.http.get(listing.operation, listing.path, {
      query: {
        ...(listing.isDetail === true ? {} : this.scope(listing.api)),
        ...listing.query,
        page: request.page,
        [listing.api === 'instance' ? 'per_page' : 'page_size']: request.perPage,
      },
      read: (body, headers) => readPage(body, headers.get('x-total-count'), listing, request),
    });
  }

  /**
   * Reads one object.
   * @param operation what the gate calls it
   * @throws ProviderError
   */
  get(operation: string, path: string): Promise<unknown> {
    return this.http.get(operation, path, { read: (body) => body });
  }

  /** The catalogue of a zone, asked for once a connection; empty where the API refuses it. */
  serverTypesOf(zone: string): Promise<ServerTypes> {
    const known = this.serverTypes.get(zone);
    if (known) return known;
    const asked = readServerTypes((operation, path) => this.get(operation, path), zone);
    this.serverTypes.set(zone, asked);
    return asked;
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([this.http.close(), this.storage.close()]);
  }

  private scope(api: Listing['api']): Readonly<Record<string, string>> {
    const { project_id, organization_id } = this.credentials;
    // Unless told, it is the organization of the key.
    if (api === 'iam') return organization_id === undefined ? {} : { organization_id };
    const suffix = api === 'instance' ? '' : '_id';
    if (project_id !== undefined) return { [`project${suffix}`]: project_id };
    return { [`organization${suffix}`]: organization_id ?? '' };
  }
}

/** A page that announces more must be full, or the reading would leave a gap or never end. */
function readPage(
  body: unknown,
  totalHeader: string | null,
  { operation, key }: Listing,
  { page, perPage }: PageRequest,
): ListedPage {
  const record = recordOf(body);
  const items = record[key];
  if (!Array.isArray(items)) throw new MalformedResponseError(`no list of ${key}`);
  const total = integerOf(record['total_count']) ?? countOf(totalHeader);
  if (total !== null && page * perPage < total && items.length < perPage) {
    throw new MalformedResponseError(
      `page ${page} of ${operation} has ${items.length} items of ${total}`,
    );
  }
  return { items, total };
}

function countOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
