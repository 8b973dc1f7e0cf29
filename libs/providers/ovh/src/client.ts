import {
  HttpClient,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
  type ReadOptions,
} from '@skyledger/provider-sdk';
import { authenticationOf, readError, type Authentication } from './authentication';
import { SITES, type OvhCredentials, type Site } from './credentials';
import { OpenStackClient } from './openstack/openstack-client';
import { loginOf } from './openstack/openstack-credentials';

/** What stands in a route for `{name}`. */
export type RouteParams = Readonly<Record<string, string>>;

type Query = Readonly<Record<string, string>>;

/** Lookups live as long as the connection, which is one run. */
type Lookup =
  | 'projects'
  | 'regions'
  | 'region'
  | 'flavors'
  | 'failover'
  | 'services'
  | 'vracks'
  | 'vrack'
  | 'groups'
  | 'prices';

/** One OVHcloud account, seen through one set of keys. */
export class OvhClient {
  readonly method: OvhCredentials['method'];
  readonly site: Site['code'];
  /** Of one project; `null` without credentials of it. Below another endpoint it has a path of its own. */
  readonly openStack: OpenStackClient | null;
  private readonly authentication: Authentication;
  private readonly http: HttpClient;
  /** Without credentials, for what everyone may read. */
  private readonly openHttp: HttpClient;
  private readonly lookups = new Map<string, Promise<unknown>>();

  constructor(credentials: OvhCredentials, context: ConnectContext) {
    const site = SITES[credentials.endpoint];
    this.method = credentials.method;
    this.site = site.code;
    const authentication = authenticationOf(credentials, context);
    this.authentication = authentication;
    const shared = { gate: context.gate, baseUrl: context.endpoint ?? site.api, readError };
    this.openHttp = new HttpClient(shared);
    this.http = new HttpClient({
      ...shared,
      headers: (request) => authentication.headers(request),
    });
    const login = loginOf(credentials);
    const identity =
      context.endpoint === undefined ? site.identity : `${context.endpoint}/openstack/v3`;
    this.openStack = login === null ? null : new OpenStackClient(login, identity, context);
  }

  /**
   * Reads a list, which the API always sends whole.
   * @param route as OVHcloud documents it, `/cloud/project/{serviceName}/instance`
   * @throws ProviderError
   */
  list(route: string, params: RouteParams = {}, query: Query = {}): Promise<readonly unknown[]> {
    const read = (body: unknown): readonly unknown[] => {
      if (Array.isArray(body)) return body as readonly unknown[];
      throw new MalformedResponseError(`${route} is no list`);
    };
    return this.get(route, params, { query, read });
  }

  /**
   * Reads a list of names or ids, in order and each once.
   * @throws ProviderError also where an entry is no name
   */
  names(route: string, params: RouteParams = {}, query: Query = {}): Promise<readonly string[]> {
    const read = (body: unknown): readonly string[] => {
      const names = Array.isArray(body) ? body.map(nameOf) : [null];
      if (names.includes(null)) throw new MalformedResponseError(`${route} is no list of names`);
      return [...new Set(names as string[])].sort();
    };
    return this.get(route, params, { query, read });
  }

  /**
   * Reads one object.
   * @throws ProviderError
   */
  item(
    route: string,
    params: RouteParams = {},
    query: Query = {},
  ): Promise<Readonly<Record<string, unknown>>> {
    const read = (body: unknown): Readonly<Record<string, unknown>> => {
      if (typeof body === 'object' && body !== null && !Array.isArray(body)) return recordOf(body);
      throw new MalformedResponseError(`${route} is no object`);
    };
    return this.get(route, params, { query, read });
  }

  /**
   * Reads what is everyone's, without showing credentials.
   * @throws ProviderError
   */
  open<Result>(route: string, query: Query, read: (body: unknown) => Result): Promise<Result> {
    return this.openHttp.get(`GET ${route}`, route, { query, read });
  }

  /** What `make` gave the first time; asked again after a failure. */
  once<Result>(lookup: Lookup, about: string, make: () => Promise<Result>): Promise<Result> {
    const key = `${lookup} ${about}`;
    const known = this.lookups.get(key) as Promise<Result> | undefined;
    if (known) return known;
    const asked = make();
    this.lookups.set(key, asked);
    asked.catch(() => this.lookups.delete(key));
    return asked;
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([
      this.http.close(),
      this.openHttp.close(),
      this.authentication.close(),
      this.openStack?.close(),
    ]);
  }

  private async get<Result>(
    route: string,
    params: RouteParams,
    options: ReadOptions<Result>,
  ): Promise<Result> {
    await this.authentication.prepare();
    return this.http.get(`GET ${route}`, fill(route, params), options);
  }
}

/** Ids are text, the numbers of firewall rules are not. */
function nameOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}

function fill(route: string, params: RouteParams): string {
  // Names may hold anything; half a surrogate pair would make encoding fail.
  return route.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent((params[name] ?? '').toWellFormed()),
  );
}
