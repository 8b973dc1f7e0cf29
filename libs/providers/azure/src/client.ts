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
import type { AzureCredentials } from './credentials';
import type { ArmLister, ListPosition } from './list-pages';

/** An empty bucket holds 25 reads again so much later. */
const REFILL_MS = 1000;

/** What ARM tells of a subscription. */
export interface Subscription {
  readonly id: string;
  readonly displayName: string | null;
}

/**
 * One subscription, read from Azure Resource Manager.
 *
 * Every list is read here, by the SDK's HTTP client, and not by `@azure/arm-resources`: that one lists
 * resources without their properties, refuses plain http, and sends its requests beside the gate.
 */
export class AzureClient implements ArmLister {
  readonly subscriptionId: string;
  private readonly baseUrl: string;
  private readonly gate: RequestGate;
  private readonly tokens: AccessTokens;
  private readonly http: HttpClient;

  constructor(credentials: AzureCredentials, context: ConnectContext) {
    const cloud = CLOUDS[credentials.cloud ?? 'public'];
    this.subscriptionId = credentials.subscription_id;
    this.baseUrl = context.endpoint ?? cloud.management;
    this.gate = context.gate;
    this.tokens = new AccessTokens(tokenSource(credentials, cloud, context));
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

  async list(list: ArmList, { link, parent }: ListPosition): Promise<ArmPage> {
    const { permission, apiVersion, query } = list;
    const root = parent ?? `/subscriptions/${this.subscriptionId}`;
    return this.get(permission, link ?? encodePath(root + list.path), {
      // A link brings its own query along.
      ...(link ? {} : { query: { 'api-version': apiVersion, ...query } }),
      read: (body) => readPage(body, permission, this.baseUrl),
    });
  }

  /** @throws ProviderError */
  subscription(): Promise<Subscription> {
    const permission = 'Microsoft.Resources/subscriptions/read';
    return this.get(permission, `/subscriptions/${this.subscriptionId}`, {
      query: { 'api-version': '2022-12-01' },
      read: (body) => {
        const { subscriptionId, displayName } = recordOf(body);
        const id = textOf(subscriptionId);
        if (id === null) throw new MalformedResponseError('a subscription without an id');
        return { id: id.toLowerCase(), displayName: textOf(displayName) };
      },
    });
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

  private async get<Result>(
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

/** Names of resource groups may hold letters of any script. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
