import {
  HttpClient,
  listOf,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
  type ErrorDetail,
} from '@skyledger/provider-sdk';
import { authorizationOf, type IonosCredentials } from './credentials';
import { nextOffset } from './next-offset';
import { readTags, type Tags } from './tags';
import { readTokenClaims, type TokenClaims } from './token-claims';

const DEFAULT_ENDPOINT = 'https://api.ionos.com';
const CLOUD_API = '/cloudapi/v6';

/** A list of one of IONOS Cloud's APIs. */
export interface Listing {
  /** The path as its API describes it, which names the operation: `GET <route>`. */
  readonly route: string;
  /** The path as it is asked for, from the host on. */
  readonly path: string;
  /** How many generations of children come along; not every API knows it. */
  readonly depth?: number;
  /** Items a page; `null` for lists that always come whole. */
  readonly pageSize: number | null;
  /** The host of an API that does not stand with the others. */
  readonly host?: string;
}

/** One page of a list as the API sent it. */
export interface ListedPage {
  items: readonly unknown[];
  /** Offset of the next page; `null` after the last. */
  next: number | null;
}

/** A list of the Cloud API. `pageSize` is `null` where its description knows no pages. */
export function cloudListing(path: string, depth: number, pageSize: number | null): Listing {
  return { route: path, path: CLOUD_API + path, depth, pageSize };
}

/** A list inside a data center; `pageSize` as in `cloudListing`. */
export function datacenterListing(
  datacenterId: string,
  list: string,
  depth: number,
  pageSize: number | null,
): Listing {
  return {
    route: `/datacenters/{datacenterId}/${list}`,
    path: `${CLOUD_API}/datacenters/${encodeURIComponent(datacenterId)}/${list}`,
    depth,
    pageSize,
  };
}

/** One contract, seen with the rights of one user. */
export class IonosClient {
  /** What the token says of itself; `null` with a password. */
  readonly claims: TokenClaims | null;
  /** The contract that was asked for. */
  readonly contractNumber: string | null;
  private readonly http: HttpClient;
  private readonly others = new Map<string, HttpClient>();
  private tags: Promise<Tags> | undefined;

  constructor(
    private readonly credentials: IonosCredentials,
    private readonly context: ConnectContext,
  ) {
    this.claims = credentials.method === 'token' ? readTokenClaims(credentials.api_token) : null;
    this.contractNumber = credentials.contract_number ?? null;
    this.http = this.connectTo(context.endpoint ?? DEFAULT_ENDPOINT);
  }

  /**
   * Reads one page from an offset on. An answer that does not say whether more follows is refused.
   * @throws ProviderError
   */
  list({ route, path, depth, pageSize, host }: Listing, offset = 0): Promise<ListedPage> {
    return this.apiAt(host).get(`GET ${route}`, path, {
      query: {
        ...(depth === undefined ? {} : { depth }),
        ...(pageSize === null ? {} : { offset, limit: pageSize }),
      },
      read: (body) => {
        const { items, _links: links } = recordOf(body);
        if (!Array.isArray(items)) throw new MalformedResponseError(`${route} holds no list`);
        return { items, next: nextOffset(links, { offset, items, pageSize }) };
      },
    });
  }

  /**
   * The labels of everything in the contract, asked for once a connection.
   * @throws ProviderError
   */
  allTags(): Promise<Tags> {
    this.tags ??= this.list(cloudListing('/labels', 1, null)).then(
      ({ items }) => readTags(items),
      (error: unknown) => {
        this.tags = undefined;
        throw error;
      },
    );
    return this.tags;
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([this.http, ...this.others.values()].map((http) => http.close()));
  }

  /** A configured endpoint stands for all hosts, the others as folders of it. */
  private apiAt(host: string | undefined): HttpClient {
    if (host === undefined) return this.http;
    const known = this.others.get(host);
    if (known) return known;
    const endpoint = this.context.endpoint?.replace(/\/+$/, '');
    const http = this.connectTo(endpoint === undefined ? `https://${host}` : `${endpoint}/${host}`);
    this.others.set(host, http);
    return http;
  }

  private connectTo(baseUrl: string): HttpClient {
    return new HttpClient({
      gate: this.context.gate,
      baseUrl,
      headers: authorizationOf(this.credentials),
      readError: (body) => this.readError(body),
    });
  }

  /** The API says no more than "Unauthorized" to a token that has ended; the token itself does. */
  private readError(body: unknown): ErrorDetail {
    const { httpStatus, messages } = recordOf(body);
    const told = listOf(messages).map(recordOf);
    const message = told.flatMap((each) => textOf(each['message']) ?? []).join('; ');
    const expiresAt = this.claims?.expiresAt ?? null;
    const ended = httpStatus === 401 && expiresAt !== null && expiresAt < Date.now();
    return {
      code: textOf(told[0]?.['errorCode']) ?? undefined,
      message: ended
        ? `the token ended at ${new Date(expiresAt).toISOString()}`
        : message === ''
          ? undefined
          : message,
    };
  }
}
