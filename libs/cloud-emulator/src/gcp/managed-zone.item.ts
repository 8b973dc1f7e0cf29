import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { computeLink, drawLabels, numericId, type GcpScope } from './gcp-scope';
import { networkName } from './item-names';

export interface GcpManagedZone extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly domain: string;
  readonly isPrivate: boolean;
  readonly signed: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** Every third is private; of the others every second is signed. */
export function managedZoneGenerator(scope: GcpScope): Generate<GcpManagedZone> {
  const salt = saltOf(scope.seed, scope.project, 'managed-zone');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const name = `${naming.application}-zone-${index + 1}`;
    return {
      id: name,
      region: null,
      name,
      numericId: numericId(salt, index),
      created: random.time().toISOString(),
      domain: `${name}.example.com.`,
      isPrivate: index % 3 === 2,
      signed: index % 2 === 0,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function managedZoneJson(scope: GcpScope, zone: GcpManagedZone): Record<string, unknown> {
  const networkUrl = computeLink(scope, `global/networks/${networkName(0)}`);
  return {
    kind: 'dns#managedZone',
    name: zone.name,
    dnsName: zone.domain,
    description: '',
    id: zone.numericId,
    nameServers: ['ns-cloud-a1.googledomains.com.', 'ns-cloud-a2.googledomains.com.'],
    creationTime: zone.created,
    labels: zone.labels,
    ...(zone.isPrivate
      ? {
          visibility: 'private',
          privateVisibilityConfig: {
            kind: 'dns#managedZonePrivateVisibilityConfig',
            ...(scope.counts.networks === 0
              ? {}
              : {
                  networks: [{ kind: 'dns#managedZonePrivateVisibilityConfigNetwork', networkUrl }],
                }),
          },
        }
      : {
          visibility: 'public',
          dnssecConfig: {
            kind: 'dns#managedZoneDnsSecConfig',
            state: zone.signed ? 'on' : 'off',
          },
          cloudLoggingConfig: {
            kind: 'dns#managedZoneCloudLoggingConfig',
            enableLogging: false,
          },
        }),
  };
}
