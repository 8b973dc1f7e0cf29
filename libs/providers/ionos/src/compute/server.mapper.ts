import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { datacenterId } from '../datacenters';
import { childrenOf, elementOf, zoneOf } from '../element';
import { related } from '../relationships';
import { groupsOfServer, guardsOfNic } from './guards';
import { addressesOf } from './network-interface.mapper';
import type { ServerContext } from './server-context';

/** Of `vmState`, which speaks of the machine; `metadata.state` speaks of changes to it. */
const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['RUNNING', 'running'],
  // It runs, and waits for something.
  ['BLOCKED', 'running'],
  ['SHUTDOWN', 'pending'],
  ['SHUTOFF', 'stopped'],
  ['PAUSED', 'stopped'],
  ['SUSPENDED', 'stopped'],
  ['CRASHED', 'error'],
]);

/** `null` when the payload has no id. */
export function toServer(raw: unknown, context: ServerContext): DiscoveredResource<'vm'> | null {
  const { id, properties, createdAt, entities } = elementOf(raw);
  if (id === null) return null;
  const nics = inOrder(childrenOf(entities, 'nics'));
  const vmState = textOf(properties['vmState']);
  const addresses = (nics ?? []).map((nic) => addressesOf(nic, context.lans));
  const publicIps = addresses.flatMap((each) => each.publicIps);
  return {
    resourceId: `server/${id}`,
    resourceType: 'vm',
    nativeType: 'server',
    name: textOf(properties['name']),
    region: context.datacenter.location,
    zone: zoneOf(properties['availabilityZone']),
    state: STATES.get(vmState) ?? 'unknown',
    nativeState: vmState,
    size: textOf(properties['type']),
    privateIps: addresses.flatMap((each) => each.privateIps),
    publicIps,
    isPublic: isPublic(nics, publicIps, context),
    tags: context.tags.of('server', id),
    createdAt,
    relationships: [
      ...related('runs_in', [
        datacenterId(context.datacenter.id),
        ...(nics ?? []).map((nic) => context.lans.idOf(elementOf(nic).properties['lan'])),
      ]),
      ...related('protected_by', [
        ...groupsOfServer(raw, context),
        ...(nics ?? []).flatMap((nic) => guardsOfNic(nic, raw, context)),
      ]),
    ],
    price: null,
    attributes: {
      cpuCount: integerOf(properties['cores']),
      memoryMib: integerOf(properties['ram']),
      imageId: bootImage(properties['bootVolume'], childrenOf(entities, 'volumes') ?? []),
      // The metadata service knows no tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: null,
      architecture: architectureOf(textOf(properties['cpuFamily'])),
    },
    raw,
  };
}

/** Interfaces by their ids, since the API promises no order. */
function inOrder(nics: readonly unknown[] | null): readonly unknown[] | null {
  const idOf = (nic: unknown): string => elementOf(nic).id ?? '';
  return nics === null ? null : [...nics].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
}

/** `null` when there may be addresses that were not told or may not be on the Internet. */
function isPublic(
  nics: readonly unknown[] | null,
  publicIps: readonly string[],
  { lans }: ServerContext,
): boolean | null {
  const onInternet = (nics ?? []).map((nic) => lans.isPublic(elementOf(nic).properties['lan']));
  if (publicIps.length > 0 && onInternet.includes(true)) return true;
  return nics === null || onInternet.includes(null) ? null : publicIps.length > 0;
}

/** The image or snapshot that the boot volume was made of. */
function bootImage(bootVolume: unknown, volumes: readonly unknown[]): string | null {
  const bootId = textOf(recordOf(bootVolume)['id']);
  const volume = volumes.map(elementOf).find((each) => bootId !== null && each.id === bootId);
  return textOf(volume?.properties['image']);
}

/** CPU families are named after their makers, who build for this platform nothing but x86. */
function architectureOf(cpuFamily: string | null): string | null {
  return cpuFamily !== null && /^(INTEL|AMD)_/.test(cpuFamily) ? 'x86_64' : null;
}
