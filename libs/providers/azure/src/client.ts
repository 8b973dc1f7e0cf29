import {
  HttpClient,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
} from '@skyledger/provider-sdk';
import { AccessTokens, tokenSource } from './access-tokens';
import { readPage, type ArmList, type ArmPage } from './arm-list';
import { CLOUDS } from './clouds';
import type { AzureAccess, AzureCredentials } from './credentials';
import type { ArmLister, ListPosition } from './list-pages';
import { readRetailPage, RETAIL_PATH } from './prices/retail-page';
import { RetailPrices, type ReadRetailPage } from './prices/retail-prices';
import { RETAIL_OPERATION } from './prices/retail-query';
import { readQuota } from './quota';
import { readGraphPage, type GraphPage } from './resource-graph/graph-page';
import { GRAPH_OPERATION, type GraphReader } from './resource-graph/query-graph';
import { ResourceGraph } from './resource-graph/resource-graph';

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

/** Asked for the tenant; the body names the subscription. A page holds 1000 rows at most. */
const GRAPH = {
  path: '/providers/Microsoft.ResourceGraph/resources',
  apiVersion: '2024-04-01',
  rows: 1000,
};

/**
 * Azure Resource Manager, as one identity sees it.
 *
 * Every list is read here, by the SDK's HTTP client, and not by `@azure/arm-resources`: that one lists
 * resources without their properties, refuses plain http, and sends its requests beside the gate.
 */
export class ArmClient implements ArmLister {
  private readonly baseUrl: string;
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
      readQuota,
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

  /** By POST where there is a body. */
  protected async request<Result>(
    operation: string,
    path: string,
    options: { query?: Record<string, string>; body?: object; read: (body: unknown) => Result },
  ): Promise<Result> {
    // Before the gate: a new token is a request of its own, which must not wait inside another.
    await this.tokens.get();
    const { body } = options;
    return body === undefined
      ? this.http.get(operation, path, options)
      : this.http.post(operation, path, { ...options, body });
  }
}

/** One subscription. */
export class AzureClient extends ArmClient implements GraphReader {
  readonly subscriptionId: string;
  readonly graph: ResourceGraph;
  readonly prices: RetailPrices;
  /** Without credentials: the price list is everyone's. */
  private readonly retail: HttpClient | null;

  constructor(credentials: AzureCredentials, context: ConnectContext) {
    super(credentials, context, `/subscriptions/${credentials.subscription_id}`);
    this.subscriptionId = credentials.subscription_id;
    this.graph = new ResourceGraph(this, this.subscriptionId);
    const { prices } = CLOUDS[credentials.cloud ?? 'public'];
    const baseUrl = prices === null ? null : (context.endpoint ?? prices);
    this.retail = baseUrl === null ? null : new HttpClient({ gate: context.gate, baseUrl });
    this.prices = new RetailPrices(
      this.retail === null || baseUrl === null ? null : retailReader(this.retail, baseUrl),
    );
  }

  override async close(): Promise<void> {
    await Promise.all([super.close(), this.retail?.close()]);
  }

  async queryPage(query: string, skipToken: string | null): Promise<GraphPage> {
    return this.request(GRAPH_OPERATION, GRAPH.path, {
      query: { 'api-version': GRAPH.apiVersion },
      body: {
        subscriptions: [this.subscriptionId],
        query,
        options: { $top: GRAPH.rows, ...(skipToken === null ? {} : { $skipToken: skipToken }) },
      },
      read: readGraphPage,
    });
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

function retailReader(http: HttpClient, baseUrl: string): ReadRetailPage {
  return (at) =>
    http.get(RETAIL_OPERATION, 'link' in at ? at.link : RETAIL_PATH, {
      // A link brings its own query along.
      ...('link' in at ? {} : { query: { $filter: at.filter } }),
      read: (body) => readRetailPage(body, baseUrl),
    });
}

/** Names of resource groups may hold letters of any script. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
