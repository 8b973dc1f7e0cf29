import { instantOf, listOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { plainResource } from '../plain-resource';
import { computeName, relatedTo } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

/** `null` without a name. */
export function toManagedZone(
  raw: unknown,
  projectId: string,
): DiscoveredResource<'dns_zone'> | null {
  const zone = recordOf(raw);
  const name = textOf(zone['name']);
  if (name === null) return null;
  const path = `projects/${projectId}/managedZones/${name}`;
  const { visibility } = zone;
  return {
    ...plainResource(),
    resourceId: `//dns.googleapis.com/${path}`,
    resourceType: 'dns_zone',
    nativeType: 'dns.googleapis.com/ManagedZone',
    name,
    tags: tagsOf(zone['labels']),
    createdAt: instantOf(zone['creationTime']),
    relationships: relatedTo('attached_to', path, networksOf(zone)),
    attributes: {
      domainName: textOf(textOf(zone['dnsName'])?.replace(/\.$/, '')),
      isPrivate: visibility === 'private' ? true : visibility === 'public' ? false : null,
      dnssecEnabled: signedBy(recordOf(zone['dnssecConfig'])['state']),
      recordCount: null,
    },
    raw,
  };
}

/** The networks that see a private zone. */
function networksOf(zone: Payload): unknown[] {
  const { networks } = recordOf(zone['privateVisibilityConfig']);
  return listOf(networks)
    .map((network) => recordOf(network)['networkUrl'])
    .filter((url) => /\/global\/networks\/[^/]+$/.test(computeName(url) ?? ''));
}

/** While a zone moves to another provider it is signed by both. */
function signedBy(state: unknown): boolean | null {
  if (state === 'on' || state === 'transfer') return true;
  return state === 'off' ? false : null;
}
