import type { Generate } from '../estate/collection';
import { drawItem, drawTags, guid, idOf, locationOf, nameOf, peoplesName } from './arm-names';
import type { AzureScope } from './arm-names';
import { networkOf } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { subnetId } from './network.items';

export interface AzureSite extends AzureItem {
  readonly kind: 'app' | 'app,linux' | 'functionapp,linux';
  readonly state: 'Running' | 'Stopped';
  readonly runtime: string;
  readonly httpsOnly: boolean;
  readonly minimumTls: '1.0' | '1.2' | '1.3';
  readonly publicAccess: 'Enabled' | 'Disabled' | null;
  readonly subnetId: string | null;
  readonly principalId: string | null;
  readonly modified: string;
}

const KINDS = ['app,linux', 'functionapp,linux', 'app'] as const;

/** Of three sites one is a function app; of four one answers plain HTTP. */
export function siteGenerator(scope: AzureScope, living: Living): Generate<AzureSite> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'site', index);
    const network = index % 2 === 0 ? networkOf(scope, index) : null;
    const kind = KINDS[index % KINDS.length] ?? 'app';
    return {
      id: idOf(scope, 'site', index),
      region: locationOf(index),
      name: nameOf(scope, 'site', index),
      kind,
      state: random.chance(0.9) !== (revision % 2 === 1) ? 'Running' : 'Stopped',
      runtime: kind === 'app' ? '' : random.pick(['PYTHON|3.12', 'NODE|22-lts']),
      httpsOnly: index % 4 !== 0,
      minimumTls: random.pick(['1.0', '1.2', '1.2', '1.3']),
      publicAccess: random.pick(['Enabled', 'Enabled', 'Disabled', null]),
      subnetId: network !== null && living.network(network) ? subnetId(scope, network) : null,
      principalId: random.chance(0.5) ? guid(random) : null,
      // As the service writes it, in UTC without saying so.
      modified: `${random.time().toISOString().slice(0, 19)}.133333`,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function siteJson(site: AzureSite): Record<string, unknown> {
  const host = `${site.name}.azurewebsites.net`;
  return {
    id: site.id,
    name: site.name,
    type: 'Microsoft.Web/sites',
    kind: site.kind,
    location: peoplesName(site.region),
    tags: site.tags,
    properties: {
      name: site.name,
      state: site.state,
      hostNames: [host],
      usageState: 'Normal',
      enabled: true,
      enabledHostNames: [host],
      availabilityState: 'Normal',
      hostNameSslStates: [{ name: host, sslState: 'Disabled', hostType: 'Standard' }],
      reserved: site.kind !== 'app',
      // Nearly empty, as lists have it.
      siteConfig: {
        numberOfWorkers: 1,
        linuxFxVersion: site.runtime,
        minTlsVersion: null,
        appSettings: null,
        connectionStrings: null,
        alwaysOn: false,
        http20Enabled: false,
      },
      hostingEnvironmentProfile: null,
      clientAffinityEnabled: true,
      clientCertEnabled: false,
      clientCertMode: 'Required',
      defaultHostName: host,
      sku: 'Basic',
      httpsOnly: site.httpsOnly,
      publicNetworkAccess: site.publicAccess,
      virtualNetworkSubnetId: site.subnetId,
      keyVaultReferenceIdentity: 'SystemAssigned',
      lastModifiedTimeUtc: site.modified,
    },
    ...(site.principalId === null
      ? {}
      : {
          identity: {
            type: 'SystemAssigned',
            principalId: site.principalId,
            tenantId: '31c75423-32d6-4322-88b7-c478bdde4858',
          },
        }),
  };
}

/** Of one site, without what only its managers may read. */
export function siteConfigurationJson(site: AzureSite): Record<string, unknown> {
  return {
    id: `${site.id}/config/web`,
    name: site.name,
    type: 'Microsoft.Web/sites/config',
    location: peoplesName(site.region),
    properties: {
      numberOfWorkers: 1,
      linuxFxVersion: site.runtime,
      appSettings: null,
      connectionStrings: null,
      publishingUsername: `$${site.name}`,
      ftpsState: 'FtpsOnly',
      http20Enabled: false,
      minTlsVersion: site.minimumTls,
      scmMinTlsVersion: '1.2',
    },
  };
}
