import {
  createGuardedAgent,
  HttpClient,
  HttpStatusError,
  MalformedResponseError,
  ProviderError,
  recordOf,
  textOf,
  type ConnectContext,
  type RequestGate,
} from '@skyledger/provider-sdk';
import type { ProxmoxCredentials } from './credentials';

/** What stands for `{name}` in a path. */
export type PathParams = Readonly<Record<string, string | number>>;

/** An object as the API sent it. */
export type PveRecord = Readonly<Record<string, unknown>>;

interface Request {
  readonly params?: PathParams;
  readonly query?: Readonly<Record<string, string | number>>;
  /**
   * The operation may fail for reasons of its object (an agent that is not running, a guest that has
   * just moved), which are all status 500: it is not repeated then but thrown at once, as `NO_ANSWER`.
   */
  readonly mayFail?: boolean;
}

/** The code of an operation that failed for reasons of its object. */
export const NO_ANSWER = 'NoAnswer';

/** One cluster, seen through one token and by way of one of its nodes. */
export class ProxmoxClient {
  /** `user@realm!name`. */
  readonly tokenId: string;
  private readonly http: HttpClient;
  private readonly impatient: HttpClient;
  private readonly remembered = new Map<string, Promise<unknown>>();

  constructor(credentials: ProxmoxCredentials, { gate, endpoint }: ConnectContext) {
    const { url, token_id, token_secret, verify_ssl, ca_certificate, fingerprint } = credentials;
    this.tokenId = token_id;
    const shared = {
      baseUrl: `${(endpoint ?? url).replace(/\/+$/, '')}/api2/json`,
      headers: { authorization: `PVEAPIToken=${token_id}=${token_secret}` },
      agent: createGuardedAgent({
        tls: {
          rejectUnauthorized: verify_ssl,
          ...(ca_certificate ? { ca: ca_certificate } : {}),
          ...(fingerprint ? { fingerprint } : {}),
        },
        // An endpoint is the operator's word and not the user's.
        allowLoopback: endpoint !== undefined,
      }),
      readError: (body: unknown) => ({
        message: textOf(recordOf(body)['message'])?.trim() || undefined,
      }),
    };
    this.http = new HttpClient({ ...shared, gate });
    this.impatient = new HttpClient({ ...shared, gate: givingUpOnFailure(gate) });
  }

  /**
   * Reads a list; the API knows no pages.
   * @param path for example `/nodes/{node}/network`
   * @throws ProviderError
   */
  list(path: string, request: Request = {}): Promise<readonly unknown[]> {
    return this.get(path, request, (data) => {
      if (!Array.isArray(data)) throw new MalformedResponseError(`${path} sent no list`);
      return data as readonly unknown[];
    });
  }

  /**
   * Reads an object.
   * @throws ProviderError
   */
  record(path: string, request: Request = {}): Promise<PveRecord> {
    return this.get(path, request, (data) => {
      if (typeof data !== 'object' || data === null || Array.isArray(data)) {
        throw new MalformedResponseError(`${path} sent no object`);
      }
      return recordOf(data);
    });
  }

  /** Reads what many resources need once a connection; what failed is read again. */
  once<Result>(what: string, read: () => Promise<Result>): Promise<Result> {
    const known = this.remembered.get(what) as Promise<Result> | undefined;
    if (known) return known;
    const reading = read();
    this.remembered.set(what, reading);
    reading.catch(() => this.remembered.delete(what));
    return reading;
  }

  /** Releases the connections. */
  close(): Promise<void> {
    return this.http.close();
  }

  private get<Result>(
    path: string,
    { params = {}, query, mayFail = false }: Request,
    read: (data: unknown) => Result,
  ): Promise<Result> {
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(String(params[name])),
    );
    return (mayFail ? this.impatient : this.http).get(`GET ${path}`, filled, {
      ...(query === undefined ? {} : { query }),
      read: (body) => read(recordOf(body)['data']),
    });
  }
}

function givingUpOnFailure(gate: RequestGate): RequestGate {
  return {
    run: (operation, send) =>
      gate.run(operation, async (signal) => {
        try {
          return await send(signal);
        } catch (error) {
          if (!(error instanceof HttpStatusError) || error.status !== 500) throw error;
          const fault = { kind: 'disabled', code: NO_ANSWER, message: error.message } as const;
          throw new ProviderError(fault, operation, { cause: error });
        }
      }),
    observe: (quota, operation) => gate.observe(quota, operation),
  };
}
