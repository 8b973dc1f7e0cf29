import {
  demoEstate,
  demoLogins,
  type EstateSpec,
  type FaultEffect,
  type FaultMatch,
} from '@skyledger/cloud-emulator';
import { recordingGate, type Pass, type RecordingGate } from '@skyledger/provider-sdk';
import type { Emulator } from '@skyledger/cloud-emulator';
import type { AzureClient } from '../client';
import { azureCredentialsSchema, type AzureCredentials } from '../credentials';
import { azure } from '../provider';

const APPLICATION = {
  tenantId: 'bbbbbbbb-0000-4000-8000-000000000001',
  clientId: 'cccccccc-0000-4000-8000-000000000001',
  clientSecret: 'EXAMPLE~canarySecretOfAzure',
  federatedToken: 'EXAMPLE.canary.assertion',
};

/** A subscription of several pages in every list, and one that may be read in part. */
export const BIG = { account: 'big', subscriptionId: 'aaaaaaaa-0000-4000-8000-000000000001' };
export const NARROW = { account: 'narrow', subscriptionId: 'aaaaaaaa-0000-4000-8000-000000000002' };

const DENIED = [
  '/subscriptions/:subscription/providers/Microsoft.Network/networkInterfaces',
  '/subscriptions/:subscription/providers/Microsoft.Compute/disks',
  '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Sql/servers/:server/databases/:database/transparentDataEncryption',
  '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.DBforPostgreSQL/flexibleServers/:server/firewallRules',
];

/** The reads left are not what most tests are about. */
const reads = { burst: 5000, perSecond: 25 };

export const estate: EstateSpec = {
  ...demoEstate(),
  azure: [
    ...(demoEstate().azure ?? []),
    {
      ...APPLICATION,
      ...BIG,
      reads,
      pageSize: 10,
      graphPageSize: 3,
      pricePageSize: 5,
      counts: {
        machines: 23,
        disks: 31,
        snapshots: 12,
        images: 11,
        networks: 12,
        securityGroups: 13,
        publicAddresses: 14,
        interfaces: 27,
        loadBalancers: 11,
        sqlServers: 12,
        sqlDatabases: 15,
        postgresqlServers: 11,
        mysqlServers: 12,
        storageAccounts: 12,
        clusters: 11,
        scaleSets: 11,
        applicationGateways: 11,
        networkWatchers: 11,
        vaults: 11,
        sites: 11,
        registries: 11,
        redisCaches: 11,
        cosmosAccounts: 11,
        roleAssignments: 12,
        resourceGroups: 12,
        dnsZones: 11,
        privateDnsZones: 11,
      },
    },
    {
      ...APPLICATION,
      ...NARROW,
      reads,
      deniedPaths: DENIED,
      actions: ['*/read', 'Microsoft.Compute/virtualMachines/write', 'Microsoft.Support/*'],
      counts: {
        machines: 2,
        networks: 1,
        sqlServers: 1,
        sqlDatabases: 2,
        postgresqlServers: 1,
      },
    },
  ],
};

export const CANARIES = [APPLICATION.clientSecret, APPLICATION.federatedToken];

/** Credentials of the demo, or of one of the two subscriptions. */
export function credentialsOf(which: 'demo' | typeof BIG | typeof NARROW): AzureCredentials {
  if (which === 'demo') {
    const login = demoLogins().find(({ provider }) => provider === 'azure');
    return azureCredentialsSchema.parse(login?.credentials);
  }
  return {
    method: 'service_principal',
    tenant_id: APPLICATION.tenantId,
    client_id: APPLICATION.clientId,
    client_secret: APPLICATION.clientSecret,
    subscription_id: which.subscriptionId,
  };
}

export function passOf(id: string): Pass<AzureClient> {
  const pass = azure.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

/** Connections to an emulator that are closed together. */
export class Connections {
  readonly gate: RecordingGate = recordingGate((error) => azure.classifyError(error));
  private readonly clients: AzureClient[] = [];

  constructor(private readonly emulator: Emulator) {}

  async to(credentials: AzureCredentials): Promise<AzureClient> {
    const { azure: endpoint } = this.emulator.endpoints;
    const client = await azure.connect(credentials, {
      gate: this.gate,
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    this.clients.push(client);
    return client;
  }

  strike(match: FaultMatch, effect: FaultEffect): void {
    this.emulator.faults.add({ match: { provider: 'azure', ...match }, effect });
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => azure.disconnect(client)));
  }
}
