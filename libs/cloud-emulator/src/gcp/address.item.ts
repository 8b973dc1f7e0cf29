import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionOfZone } from './catalogue';
import {
  computeLink,
  drawLabels,
  instanceOfAddress,
  numericId,
  regionOfSubnetwork,
  subnetworkOf,
  timestamp,
  zoneOfInstance,
  type GcpScope,
} from './gcp-scope';
import { subnetworkName, instanceName, addressIn, reservedIp } from './item-names';

export interface GcpAddress extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly external: boolean;
  readonly ip: string;
  readonly subnetwork: number;
  readonly instance: number | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** A quarter is internal, an eighth global; the rest belongs to instances or to nobody. */
export function addressGenerator(
  scope: GcpScope,
  hasInstance: (instance: number) => boolean,
): Generate<GcpAddress> {
  const salt = saltOf(scope.seed, scope.project, 'address');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const external = index % 4 !== 3;
    const instance = instanceOfAddress(scope, index);
    const subnetwork = subnetworkOf(scope, index);
    const region =
      index % 8 === 2
        ? null
        : instance === null
          ? regionOfSubnetwork(scope, subnetwork)
          : regionOfZone(zoneOfInstance(scope, instance));
    const name = `${naming.application}-ip-${index + 1}`;
    return {
      id: name,
      region,
      name,
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      external,
      ip: external ? reservedIp(index) : addressIn(subnetwork, 4000 + (index % 90)),
      subnetwork,
      instance: instance !== null && hasInstance(instance) ? instance : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function addressJson(scope: GcpScope, address: GcpAddress): Record<string, unknown> {
  const { region, instance } = address;
  const place = region === null ? 'global' : `regions/${region}`;
  return {
    kind: 'compute#address',
    id: address.numericId,
    creationTimestamp: address.created,
    name: address.name,
    description: '',
    address: address.ip,
    ...(region === null
      ? { prefixLength: 0, ipVersion: 'IPV4' }
      : { region: computeLink(scope, `regions/${region}`) }),
    status: instance === null ? 'RESERVED' : 'IN_USE',
    selfLink: computeLink(scope, `${place}/addresses/${address.id}`),
    ...(instance === null
      ? {}
      : {
          users: [
            computeLink(
              scope,
              `zones/${zoneOfInstance(scope, instance)}/instances/${instanceName(scope, instance)}`,
            ),
          ],
        }),
    networkTier: 'PREMIUM',
    labels: address.labels,
    labelFingerprint: '42WmSpB8rSM=',
    addressType: address.external ? 'EXTERNAL' : 'INTERNAL',
    ...(address.external
      ? {}
      : {
          purpose: 'GCE_ENDPOINT',
          subnetwork: computeLink(
            scope,
            `regions/${region}/subnetworks/${subnetworkName(address.subnetwork)}`,
          ),
        }),
  };
}
