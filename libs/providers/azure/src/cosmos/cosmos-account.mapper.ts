import { listOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';

/** An account, which is the endpoint that its databases share. `null` when the payload has no id. */
export function toCosmosAccount(raw: unknown): DiscoveredResource<'database'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { fields, properties } = resource;
  const nativeState = textOf(properties['provisioningState']);
  const publiclyAccessible = flagOf(properties['publicNetworkAccess']);
  const endpoint = urlOf(properties['documentEndpoint']);
  return {
    ...resource.shared,
    resourceType: 'database',
    nativeType: 'Microsoft.DocumentDB/databaseAccounts',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(properties['databaseAccountOfferType']),
    privateIps: [],
    publicIps: [],
    isPublic: publiclyAccessible,
    relationships: placement(resource.id),
    attributes: {
      engine: textOf(fields['kind'])?.toLowerCase() === 'mongodb' ? 'mongodb' : 'cosmosdb',
      engineVersion: textOf(recordOf(properties['apiProperties'])['serverVersion']),
      endpoint: endpoint?.hostname ?? null,
      // URLs leave out the port that is usual.
      port: endpoint === null ? null : Number(endpoint.port || 443),
      // Always, with the platform's key where no other is named, and it cannot be switched off:
      // https://learn.microsoft.com/azure/cosmos-db/database-encryption-at-rest
      encryptedAtRest: true,
      publiclyAccessible,
      // Every version that can be the least one is of TLS; without it nothing is let in:
      // https://learn.microsoft.com/azure/cosmos-db/self-serve-minimum-tls-enforcement
      tlsRequired: textOf(properties['minimalTlsVersion']) === null ? null : true,
      accessLogged: null,
      backupRetentionDays: retentionDays(properties['backupPolicy']),
      // Locks protect, and they are resources of their own.
      deletionProtection: null,
      highlyAvailable: isReplicated(properties['locations']),
      storageGib: null,
    },
  };
}

function urlOf(value: unknown): URL | null {
  const text = textOf(value);
  return text?.startsWith('https://') && URL.canParse(text) ? new URL(text) : null;
}

/** Hours for periodic backups, `Continuous7Days` or `Continuous30Days` for continuous ones. */
function retentionDays(policy: unknown): number | null {
  const { periodicModeProperties, continuousModeProperties } = recordOf(policy);
  const hours = numberOf(recordOf(periodicModeProperties)['backupRetentionIntervalInHours']);
  if (hours !== null) return Math.floor(hours / 24);
  const tier = textOf(recordOf(continuousModeProperties)['tier']);
  const days = /^Continuous(\d{1,4})Days$/i.exec(tier ?? '')?.[1];
  return days === undefined ? null : Number(days);
}

/** Whether it outlives the loss of a zone; `null` when the payload does not tell where it is. */
function isReplicated(locations: unknown): boolean | null {
  const known = listOf(locations).map(recordOf);
  if (known.length === 0) return null;
  return known.length > 1 || known.some((each) => flagOf(each['isZoneRedundant']) === true);
}
