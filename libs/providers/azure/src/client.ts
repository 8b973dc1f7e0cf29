import {
  HttpClient,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
  type RequestGate,
} from '@skyledger/provider-sdk';
import { AccessTokens, tokenSource } from './access-tokens';
import { readPage, type ArmList, type ArmPage } from './arm-list';
import { CLOUDS } from './clouds';
import type { AzureAccess, AzureCredentials } from './credentials';
import type { ArmLister, ListPosition } from './list-pages';

/** An empty bucket holds 25 reads again so much later. */
const REFILL_MS = 1000;

/** What ARM tells of a subscription. */
export interface Subscription {
  readonly id: string;
  readonly displayName: string | null;
}

const ITSELF: ArmList = {
  permission: 'Microsoft.Resources/subscriptions/read',
  path: '',
  apiVersion: '2022-12-01',
};

/**
 * Azure Resource Manager, as one identity sees it.
 *
 * Every list is read here, by the SDK's HTTP client, and not by `@azure/arm-resources`: that one lists
 * resources without their properties, refuses plain http, and sends its requests beside the gate.
 */
export class ArmClient implements ArmLister {
  private readonly baseUrl: string;
  private readonly gate: RequestGate;
  private readonly tokens: AccessTokens;
  private readonly http: HttpClient;

  /** @param root what lists are below that name no parent; empty for the tenant */
  constructor(
    access: AzureAccess,
    context: ConnectContext,
    private readonly root = '',
  ) {
    const cloud = CLOUDS[access.cloud ?? 'public'];
    this.baseUrl = context.endpoint ?? cloud.management;
    this.gate = context.gate;
    this.tokens = new AccessTokens(tokenSource(access, cloud, context));
    this.http = new HttpClient({
      gate: context.gate,
      baseUrl: this.baseUrl,
      headers: async () => ({ authorization: `Bearer ${await this.tokens.get()}` }),
      readError: (body) => {
        const error = recordOf(recordOf(body)['error']);
        return {
          code: textOf(error['code']) ?? undefined,
          message: textOf(error['message']) ?? undefined,
        };
      },
    });
  }

  async list(list: ArmList, { link, parent = this.root }: ListPosition): Promise<ArmPage> {
    const { permission, apiVersion, query } = list;
    return this.request(permission, link ?? encodePath(parent + list.path), {
      // A link brings its own query along.
      ...(link ? {} : { query: { 'api-version': apiVersion, ...query } }),
      read: (body) => readPage(body, permission, this.baseUrl),
    });
  }

  /**
   * Reads one resource.
   * @throws ProviderError
   */
  async get<Result>(
    { permission, path, apiVersion }: ArmList,
    read: (body: unknown) => Result,
  ): Promise<Result> {
    const query = { 'api-version': apiVersion };
    return this.request(permission, encodePath(this.root + path), { query, read });
  }

  /** Releases the connections. */
  async close(): Promise<void> {
    await Promise.all([this.http.close(), this.tokens.close()]);
  }

  /** Other programs of the same principal take from the same bucket, so what is left is obeyed. */
  private observe(headers: { get(name: string): string | null }): void {
    const left = headers.get('x-ms-ratelimit-remaining-subscription-reads');
    if (left === null || !/^\d+$/.test(left)) return;
    this.gate.observe({ remaining: Number(left), resetAt: Date.now() + REFILL_MS });
  }

  private async request<Result>(
    permission: string,
    path: string,
    options: { query?: Record<string, string>; read: (body: unknown) => Result },
  ): Promise<Result> {
    // Before the gate: a new token is a request of its own, which must not wait inside another.
    await this.tokens.get();
    return this.http.get(permission, path, {
      ...options,
      read: (body, headers) => {
        this.observe(headers);
        return options.read(body);
      },
    });
  }
}

/** One subscription. */
export class AzureClient extends ArmClient {
  readonly subscriptionId: string;

  constructor(credentials: AzureCredentials, context: ConnectContext) {
    super(credentials, context, `/subscriptions/${credentials.subscription_id}`);
    this.subscriptionId = credentials.subscription_id;
  }

  /** @throws ProviderError */
  subscription(): Promise<Subscription> {
    return this.get(ITSELF, (body) => {
      const { subscriptionId, displayName } = recordOf(body);
      const id = textOf(subscriptionId);
      if (id === null) throw new MalformedResponseError('a subscription without an id');
      return { id: id.toLowerCase(), displayName: textOf(displayName) };
    });
  }
}

/** Names of resource groups may hold letters of any script. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
