import { textOf } from '@skyledger/provider-sdk';
import { ownerOf } from '../arm-id';
import { partsOf, refOf } from '../arm-resource';
import type { PublicAddresses } from './address-book';

/** Where a load balancer or an application gateway listens. */
export interface Frontends {
  /** `null` when the payload does not tell its frontends. */
  readonly internetFacing: boolean | null;
  readonly privateIps: string[];
  readonly publicIps: string[];
  readonly subnets: readonly (string | null)[];
  readonly dnsName: string | null;
}

/** Reads `frontendIPConfigurations`, which name public addresses by id alone. */
export function readFrontends(value: unknown, addresses: PublicAddresses): Frontends {
  const frontends = partsOf(value).map(({ properties }) => properties);
  const publicIds = frontends
    .map((each) => refOf(each['publicIPAddress']))
    .filter((id) => id !== null);
  const known = publicIds.map((id) => addresses?.get(id));
  return {
    internetFacing: Array.isArray(value)
      ? publicIds.length > 0 || frontends.some((each) => refOf(each['publicIPPrefix']) !== null)
      : null,
    privateIps: distinct(frontends.map((each) => textOf(each['privateIPAddress']))),
    publicIps: distinct(known.map((each) => each?.address)),
    subnets: frontends.map((each) => refOf(each['subnet'])),
    dnsName: distinct(known.map((each) => each?.dnsName))[0] ?? null,
  };
}

/**
 * The members of `backendAddressPools`: interfaces of machines; those of scale sets are in no list, so
 * nothing could be found by them.
 */
export function backendInterfaces(pools: unknown): (string | null)[] {
  return partsOf(pools)
    .flatMap(({ properties }) => partsOf(properties['backendIPConfigurations']))
    .map(({ fields }) => ownerOf(fields['id'], 'microsoft.network/networkinterfaces'));
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))].sort();
}
