import { recordOf, tagsOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship } from '@skyledger/resource-model';
import { isPublicAddress, singleAddress } from '../addresses';
import type { Site } from '../credentials';
import { urnOf } from '../native-id';
import { iamOf } from '../payload';
import type { Routes } from './routes';

export interface AddressParts {
  /** The block by which it was listed, `192.0.2.1/32`. */
  readonly ip: string;
  readonly routes: Routes;
  /** Ids of the firewalls of its addresses. */
  readonly protections: readonly string[];
}

/** The id of a block in the account. */
export function blockId(site: Site['code'], ip: string): string {
  return urnOf(site, 'ip', ip);
}

export function toAddressBlock(
  raw: unknown,
  site: Site['code'],
  { ip, routes, protections }: AddressParts,
): DiscoveredResource<'public_ip'> {
  const block = recordOf(raw);
  const iam = iamOf(block['iam']);
  const single = singleAddress(ip);
  const target = textOf(recordOf(block['routedTo'])['serviceName']);
  return {
    resourceId: blockId(site, ip),
    resourceType: 'public_ip',
    nativeType: 'ip.Ip',
    name: textOf(block['description']) ?? iam.displayName ?? single ?? ip,
    region: textsOf(block['regions']).sort()[0] ?? null,
    zone: null,
    state: 'running',
    nativeState: null,
    // `failover`, `dedicated`, `vps`, ...
    size: textOf(block['type']),
    privateIps: [],
    publicIps: single === null ? [] : [single],
    isPublic: isPublicAddress(ip.split('/')[0] ?? ''),
    tags: tagsOf(iam.tags),
    createdAt: null,
    relationships: [
      ...leadsTo([routes.instances.get(single ?? ''), routes.services.get(target ?? '')]),
      ...[...protections]
        .sort()
        .map((resourceId): Relationship => ({ kind: 'protected_by', resourceId })),
    ],
    price: null,
    attributes: {
      address: single ?? ip,
      isStatic: true,
      isAttached: isAttached(block['routedTo']),
    },
    raw,
  };
}

function leadsTo(targets: readonly (string | undefined)[]): Relationship[] {
  const [target] = targets.filter((each) => each !== undefined);
  return target === undefined ? [] : [{ kind: 'attached_to', resourceId: target }];
}

/** Parked addresses have no route, or one to no service. */
function isAttached(routedTo: unknown): boolean | null {
  if (routedTo === undefined) return null;
  return textOf(recordOf(routedTo)['serviceName']) !== null;
}
