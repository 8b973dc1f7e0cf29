import { integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { hostOf } from '../addresses';
import type { Datacenter } from '../datacenters';
import { elementOf, stateOf } from '../element';
import { lanId } from '../lans';
import { related } from '../relationships';

/** `null` when the payload has no id. */
export function toNatGateway(
  raw: unknown,
  datacenter: Datacenter,
): DiscoveredResource<'gateway'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  const lans = listOf(properties['lans']).map(recordOf);
  return {
    resourceId: `natgateway/${id}`,
    resourceType: 'gateway',
    nativeType: 'natgateway',
    name: textOf(properties['name']),
    region: datacenter.location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: lans.flatMap((lan) => textsOf(lan['gatewayIps'])).map((ip) => hostOf(ip) ?? ip),
    publicIps: textsOf(properties['publicIps']),
    // It lets out and not in.
    isPublic: false,
    tags: {},
    createdAt,
    relationships: related(
      'runs_in',
      lans.map((lan) => {
        const number = integerOf(lan['id']);
        return number === null || number < 0 ? null : lanId(datacenter.id, String(number));
      }),
    ),
    price: null,
    attributes: { kind: 'nat' },
    raw,
  };
}
