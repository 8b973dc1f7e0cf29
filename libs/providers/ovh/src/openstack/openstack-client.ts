import {
  createGuardedAgent,
  HttpClient,
  HttpStatusError,
  MalformedResponseError,
  ProviderError,
  listOf,
  recordOf,
  textOf,
  type ConnectContext,
  type ErrorDetail,
  type RequestGate,
} from '@skyledger/provider-sdk';
import { readSession, type Session } from './session';

/** A list of Neutron. */
export interface NeutronListing {
  /** With what narrows it. */
  readonly path: string;
  /** The field that the items stand in. */
  readonly key: 'security_groups' | 'ports';
  /** What the request needs. */
  readonly operation: string;
  readonly limit: number;
}

/** One page of a list. */
export interface NeutronPage {
  readonly items: readonly unknown[];
  /** The id behind which the next page begins; `null` after the last. */
  readonly next: string | null;
}

/** Codes of what OpenStack answers with 401. */
const LOGIN_REFUSED = 'OPENSTACK_LOGIN_REFUSED';
const TOKEN_REFUSED = 'OPENSTACK_TOKEN_REFUSED';

const LOGIN = 'keystone:POST /v3/auth/tokens';

/**
 * OpenStack below one Public Cloud project. Where its services are is told by a catalogue, so they are
 * connected to by an agent that refuses addresses of this machine and of its cloud.
 */
export class OpenStackClient {
  private readonly identity: HttpClient;
  private readonly networks = new Map<string, HttpClient>();
  private current: Promise<Session> | undefined;
  private token = '';

  /**
   * @param login what Keystone gives a token for
   * @param identityUrl of Keystone, with its version
   */
  constructor(
    private readonly login: Readonly<Record<string, unknown>>,
    identityUrl: string,
    private readonly context: ConnectContext,
  ) {
    const gate = denyingUnauthorized(context.gate, LOGIN_REFUSED);
    this.identity = new HttpClient({ gate, baseUrl: identityUrl, readError });
  }

  /**
   * Who is logged in, and where: asked for once, and again after a failure.
   * @throws ProviderError `denied` when the credentials are refused
   */
  session(): Promise<Session> {
    if (this.current) return this.current;
    const asked = this.identity.post(LOGIN, '/auth/tokens', {
      body: this.login,
      read: (body, headers) => readSession(body, headers.get('x-subject-token')),
    });
    this.current = asked;
    asked.then(
      ({ token }) => {
        this.token = token;
      },
      () => this.forget(asked),
    );
    return asked;
  }

  /**
   * Reads one page. A token that is not accepted may have ended, so it is tried with another one.
   * @throws ProviderError
   */
  async list(region: string, listing: NeutronListing, marker: string | null): Promise<NeutronPage> {
    const asked = this.session();
    try {
      return await this.page(await asked, region, listing, marker);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.fault.code !== TOKEN_REFUSED) throw error;
      this.forget(asked);
      return this.page(await this.session(), region, listing, marker);
    }
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    const clients = [this.identity, ...this.networks.values()];
    await Promise.all(clients.map((client) => client.close()));
  }

  private forget(session: Promise<Session>): void {
    if (this.current === session) this.current = undefined;
  }

  private page(
    session: Session,
    region: string,
    { path, key, operation, limit }: NeutronListing,
    marker: string | null,
  ): Promise<NeutronPage> {
    return this.networkOf(session, region, operation).get(operation, path, {
      query: { limit, ...(marker !== null && { marker }) },
      read: (body) => readPage(body, key, limit, marker),
    });
  }

  /** @throws ProviderError where the catalogue tells no address that can be asked */
  private networkOf({ networks }: Session, region: string, operation: string): HttpClient {
    const url = networks.get(region);
    if (url === undefined) {
      const message = `the catalogue of OpenStack has no network service in ${region}`;
      throw new ProviderError({ kind: 'disabled', code: 'NOT_IN_CATALOGUE', message }, operation);
    }
    const known = this.networks.get(url);
    if (known) return known;
    const isOwn = this.context.endpoint !== undefined;
    if (!isAddress(url, isOwn)) {
      const message = `the catalogue of OpenStack has no https address of the network service in ${region}`;
      throw new ProviderError({ kind: 'malformed', code: 'BAD_CATALOGUE', message }, operation);
    }
    const client = new HttpClient({
      gate: denyingUnauthorized(this.context.gate, TOKEN_REFUSED),
      // Some catalogues name the version, others leave it to the client.
      baseUrl: url.replace(/\/+$/, '').replace(/\/v2\.0$/, ''),
      headers: () => ({ 'x-auth-token': this.token }),
      // An endpoint is the operator's word and not the catalogue's.
      agent: createGuardedAgent({ allowLoopback: isOwn }),
      readError,
    });
    this.networks.set(url, client);
    return client;
  }
}

/**
 * OpenStack answers 401 to whomever it does not know and to what an application credential's rules do
 * not allow. The account's own keys are as good as before, so it is a denial.
 */
function denyingUnauthorized(gate: RequestGate, code: string): RequestGate {
  return {
    run: (operation, send) =>
      gate.run(operation, async (signal) => {
        try {
          return await send(signal);
        } catch (error) {
          if (!(error instanceof HttpStatusError) || error.status !== 401) throw error;
          const fault = { kind: 'denied', code, message: `OpenStack: ${error.message}` } as const;
          throw new ProviderError(fault, operation, { cause: error });
        }
      }),
    observe: (quota, operation) => gate.observe(quota, operation),
  };
}

function isAddress(text: string, allowsHttp: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  const isWeb = protocol === 'https:' || (allowsHttp && protocol === 'http:');
  return isWeb && [username, password, search, hash].every((part) => part === '');
}

/** Neutron has a form of its own, besides that of Keystone and of the proxy in front of both. */
function readError(body: unknown): ErrorDetail {
  const { NeutronError: own, error: shared } = recordOf(body);
  const message = textOf(recordOf(own)['message']) ?? textOf(own);
  const code = textOf(recordOf(own)['type']) ?? textOf(recordOf(shared)['title']);
  const told = message ?? textOf(recordOf(shared)['message']);
  return { ...(code !== null && { code }), ...(told !== null && { message: told }) };
}

/** Links say whether a page follows; a list without any has another page where this one is full. */
function readPage(
  body: unknown,
  key: NeutronListing['key'],
  limit: number,
  marker: string | null,
): NeutronPage {
  const { [key]: items, [`${key}_links`]: links } = recordOf(body);
  if (!Array.isArray(items)) throw new MalformedResponseError(`no list of ${key}`);
  const more = Array.isArray(links)
    ? listOf(links).some((link) => recordOf(link)['rel'] === 'next')
    : items.length >= limit;
  if (!more) return { items, next: null };
  const next = textOf(recordOf(items.at(-1))['id']);
  if (next === null || next === marker) {
    throw new MalformedResponseError(`a page of ${key} leads nowhere`);
  }
  return { items, next };
}
