import { integerOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { sortAddresses } from '../addresses';
import type { Site } from '../credentials';
import { urnOf } from '../native-id';
import { iamOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['running', 'running'],
  // It runs, from another disk or while it is copied.
  ['rescued', 'running'],
  ['backuping', 'running'],
  ['stopped', 'stopped'],
  ['stopping', 'pending'],
  ['installing', 'pending'],
  ['rebooting', 'pending'],
  ['upgrading', 'pending'],
  ['maintenance', 'pending'],
]);

/**
 * `null` when the payload has no name, which is also the id.
 * @param ips as the API lists them; `null` when they could not be read
 */
export function toVps(
  raw: unknown,
  site: Site['code'],
  ips: readonly unknown[] | null,
): DiscoveredResource<'vm'> | null {
  const vps = recordOf(raw);
  const name = textOf(vps['name']);
  if (name === null) return null;
  const state = textOf(vps['state']);
  const model = recordOf(vps['model']);
  const iam = iamOf(vps['iam']);
  const { publicIps, privateIps } = sortAddresses(ips);
  return {
    resourceId: urnOf(site, 'vps', name),
    resourceType: 'vm',
    nativeType: 'vps.VPS',
    name: textOf(vps['displayName']) ?? iam.displayName ?? name,
    // `Region OpenStack: os-waw2`, or the name alone.
    region: textOf(vps['zone'])?.replace(/^.*:\s*/, '') ?? null,
    zone: null,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: textOf(model['name']) ?? textOf(model['offer']),
    privateIps,
    publicIps,
    isPublic: ips === null ? null : publicIps.length > 0,
    tags: tagsOf(iam.tags),
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      cpuCount: integerOf(vps['vcore']) ?? integerOf(model['vcore']),
      memoryMib: integerOf(vps['memoryLimit']) ?? integerOf(model['memory']),
      imageId: null,
      // There is no metadata service to protect.
      metadataTokenRequired: null,
      identityId: null,
      architecture: null,
    },
    raw,
  };
}
