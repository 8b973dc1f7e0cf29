import type { AzureMemberSpec, Emulator, EstateSpec } from '../../index';

export const SUBSCRIPTION = 'aaaaaaaa-0000-4000-8000-000000000001';
export const NARROW = 'aaaaaaaa-0000-4000-8000-000000000002';
export const APPLICATION = {
  tenantId: 'bbbbbbbb-0000-4000-8000-000000000001',
  clientId: 'cccccccc-0000-4000-8000-000000000001',
  clientSecret: 'EXAMPLE~secret',
  federatedToken: 'EXAMPLE.federated.token',
};
const DISKS = '/subscriptions/:subscription/providers/Microsoft.Compute/disks';

/** Eleven, of which the last is nobody's any more. */
export const SUBSCRIPTIONS: readonly AzureMemberSpec[] = Array.from({ length: 11 }, (_, index) => ({
  id: `aaaaaaaa-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
  name: `Subscription ${index}`,
  ...(index % 2 === 0 ? { groupId: 'corp' } : {}),
  ...(index === 10 ? { state: 'Deleted' as const } : {}),
}));

export const SPEC: EstateSpec = {
  seed: 5,
  aws: [],
  hetzner: [],
  azure: [
    {
      ...APPLICATION,
      account: 'big',
      subscriptionId: SUBSCRIPTION,
      pageSize: 10,
      organization: {
        displayName: 'Contoso',
        groups: [
          { id: 'corp', name: 'Corp', parentId: 'landing' },
          { id: 'landing', name: 'Landing zones' },
        ],
        subscriptions: SUBSCRIPTIONS,
      },
      counts: {
        machines: 25,
        disks: 31,
        snapshots: 12,
        images: 3,
        networks: 4,
        securityGroups: 9,
        publicAddresses: 14,
        interfaces: 27,
        loadBalancers: 6,
        sqlServers: 4,
        sqlDatabases: 9,
        postgresqlServers: 4,
        mysqlServers: 4,
        storageAccounts: 12,
        clusters: 3,
        scaleSets: 11,
        applicationGateways: 3,
        networkWatchers: 2,
        vaults: 3,
        sites: 12,
        registries: 3,
        redisCaches: 3,
        cosmosAccounts: 3,
        roleAssignments: 12,
        resourceGroups: 12,
        dnsZones: 3,
        privateDnsZones: 3,
      },
    },
    {
      ...APPLICATION,
      account: 'narrow',
      subscriptionId: NARROW,
      counts: { machines: 2 },
      deniedPaths: [DISKS],
      reads: { burst: 2, perSecond: 1 },
    },
  ],
};

export interface Listing {
  readonly value: { readonly id: string; readonly properties: Record<string, unknown> }[];
  readonly nextLink?: string;
}

/** Reads the emulated API as any client would: a token first, then lists by their links. */
export class AzureReader {
  token = '';

  constructor(private readonly emulator: Emulator) {}

  /** Asks for a token with the given proof, and says nothing of the answer. */
  ask(form: Record<string, string>, tenant = APPLICATION.tenantId): Promise<Response> {
    return fetch(`${this.base}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'https://management.azure.com/.default',
        client_id: APPLICATION.clientId,
        ...form,
      }),
    });
  }

  async signIn(): Promise<void> {
    const response = await this.ask({ client_secret: APPLICATION.clientSecret });
    this.token = ((await response.json()) as { access_token: string }).access_token;
  }

  /** @param path below the subscription */
  get(path: string, subscription = SUBSCRIPTION): Promise<Response> {
    return this.getOfTenant(`/subscriptions/${subscription}${path}`);
  }

  /** @param path from the base address on */
  getOfTenant(path: string): Promise<Response> {
    return this.follow(this.base + path);
  }

  /** Asks Resource Graph. */
  query(body: unknown): Promise<Response> {
    const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
    return fetch(this.base + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Every item of a list. */
  readAll(path: string): Promise<Listing['value']> {
    return this.readAllOfTenant(`/subscriptions/${SUBSCRIPTION}${path}`);
  }

  async readAllOfTenant(path: string): Promise<Listing['value']> {
    const all: Listing['value'] = [];
    let page = (await (await this.getOfTenant(path)).json()) as Listing;
    for (;;) {
      all.push(...page.value);
      if (page.nextLink === undefined) return all;
      page = (await (await this.follow(page.nextLink)).json()) as Listing;
    }
  }

  /** The path of an id below the subscription. */
  below(id: string): string {
    return encodeURI(id.replace(`/subscriptions/${SUBSCRIPTION}`, ''));
  }

  private get base(): string {
    return this.emulator.endpoints.azure ?? '';
  }

  private follow(url: string): Promise<Response> {
    return fetch(url, { headers: { authorization: `Bearer ${this.token}` } });
  }
}
