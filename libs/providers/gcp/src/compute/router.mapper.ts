import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { plainResource } from '../plain-resource';
import { relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';

/** A router, or one of its NAT gateways, which the API knows only as a part of it. */
export interface RouterPart {
  router: unknown;
  /** `null` for the router itself. */
  nat: unknown;
}

/** The router and its NAT gateways. */
export function partsOf(router: unknown): RouterPart[] {
  const nats = listOf(recordOf(router)['nats']);
  return [{ router, nat: null }, ...nats.map((nat) => ({ router, nat: nat ?? {} }))];
}

/** `null` when the router, or a gateway of it, does not identify itself. */
export function toRouterPart({ router, nat }: RouterPart): DiscoveredResource<'gateway'> | null {
  return nat === null ? toRouter(router) : toNat(router, nat);
}

function toRouter(raw: unknown): DiscoveredResource<'gateway'> | null {
  const router = recordOf(raw);
  const common = computeCommon(router);
  if (common === null) return null;
  return {
    ...plainResource(),
    ...common,
    resourceType: 'gateway',
    nativeType: 'compute.googleapis.com/Router',
    relationships: relatedTo('runs_in', router['selfLink'], [router['network']]),
    attributes: { kind: 'router' },
    raw,
  };
}

function toNat(owner: unknown, raw: unknown): DiscoveredResource<'gateway'> | null {
  const router = recordOf(owner);
  const nat = recordOf(raw);
  const common = computeCommon(router);
  const name = textOf(nat['name']);
  if (common === null || name === null) return null;
  return {
    ...plainResource(),
    ...common,
    resourceId: `${common.resourceId}/nats/${name}`,
    resourceType: 'gateway',
    nativeType: 'compute.googleapis.com/RouterNat',
    name,
    // The router's times and labels are not those of its gateways.
    createdAt: null,
    tags: {},
    relationships: [
      { kind: 'attached_to', resourceId: common.resourceId },
      ...relatedTo('runs_in', router['selfLink'], [router['network']]),
    ],
    attributes: { kind: 'nat' },
    raw,
  };
}
