import { integerOf, listOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { sortAddresses } from '../addresses';
import type { Site } from '../credentials';
import { urnOf } from '../native-id';
import { iamOf, mebibytesOf } from '../payload';

/** What requests of their own tell of a server; `null` when they could not be read. */
export interface ServerParts {
  readonly ips: readonly unknown[] | null;
  readonly hardware: Readonly<Record<string, unknown>> | null;
  /** Ids of the vRacks it is in. */
  readonly vracks: readonly string[];
}

/** `null` when the payload has no name, which is also the id. */
export function toDedicatedServer(
  raw: unknown,
  site: Site['code'],
  { ips, hardware, vracks }: ServerParts,
): DiscoveredResource<'node'> | null {
  const server = recordOf(raw);
  const name = textOf(server['name']);
  if (name === null) return null;
  const iam = iamOf(server['iam']);
  const { publicIps, privateIps } = sortAddresses([server['ip'], ...listOf(ips)]);
  return {
    resourceId: urnOf(site, 'dedicatedServer', name),
    resourceType: 'node',
    nativeType: 'dedicated.server.Dedicated',
    name: iam.displayName ?? name,
    region: textOf(server['region']) ?? textOf(server['datacenter']),
    zone: textOf(server['availabilityZone']),
    ...stateOf(textOf(server['state']), textOf(server['powerState'])),
    size: textOf(server['commercialRange']),
    privateIps,
    publicIps,
    isPublic: publicIps.length > 0 ? true : ips === null ? null : false,
    tags: tagsOf(iam.tags),
    createdAt: null,
    relationships: vracks.map((resourceId) => ({ kind: 'runs_in', resourceId })),
    price: null,
    attributes: {
      cpuCount: threadsOf(recordOf(hardware)),
      memoryMib: mebibytesOf(hardware?.['memorySize']),
      softwareVersion: null,
    },
    raw,
  };
}

/** Of two words: what OVHcloud thinks of the server, and whether it is switched on. */
function stateOf(
  state: string | null,
  powerState: string | null,
): { state: ResourceState; nativeState: string | null } {
  // Switched off by OVHcloud because it was taken over, or broken.
  if (state !== null && state !== 'ok') return { state: 'error', nativeState: state };
  if (powerState === 'poweron') return { state: 'running', nativeState: powerState };
  if (powerState === 'poweroff') return { state: 'stopped', nativeState: powerState };
  return { state: 'unknown', nativeState: powerState ?? state };
}

/** As an operating system counts processors: threads where they are told, else cores. */
function threadsOf(hardware: Readonly<Record<string, unknown>>): number | null {
  const each =
    integerOf(hardware['threadsPerProcessor']) ?? integerOf(hardware['coresPerProcessor']);
  const processors = integerOf(hardware['numberOfProcessors']);
  return each === null || processors === null ? null : each * processors;
}
