import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship, ResourceState } from '@skyledger/resource-model';
import { addressesOf } from '../addresses';
import { numberedKeys, propertiesOf, tagsOfWords } from '../pve-values';
import { addressesToldBy, type GuestFacts } from './guest-context';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['running', 'running'],
  ['stopped', 'stopped'],
  // Its memory is kept, and it does nothing.
  ['paused', 'stopped'],
  ['suspended', 'stopped'],
  ['prelaunch', 'pending'],
]);

type Shared = Omit<
  DiscoveredResource,
  'resourceType' | 'nativeType' | 'attributes' | 'createdAt' | 'price' | 'raw'
>;

/** What machines, templates and containers have in common. */
export function guestFields(facts: GuestFacts): Shared {
  const { guest, config, nics, interfaces } = facts;
  const { listed } = guest;
  const told = addressesOf([
    ...(interfaces === null ? [] : addressesToldBy(interfaces, nics)),
    // What nobody tells is at least what was configured.
    ...(interfaces === null ? configuredAddresses(facts) : []),
  ]);
  const nativeState = textOf(listed['status']);
  const known = interfaces !== null || told.privateIps.length + told.publicIps.length > 0;
  return {
    resourceId: `${guest.type}/${guest.vmid}`,
    name: textOf(listed['name']) ?? textOf(config['name']) ?? textOf(config['hostname']),
    region: null,
    zone: guest.node,
    state: STATES.get(nativeState) ?? 'unknown',
    nativeState,
    size: null,
    ...told,
    isPublic: known ? told.publicIps.length > 0 : null,
    tags: tagsOfWords(listed['tags'] ?? config['tags']),
    relationships: relationshipsOf(facts),
  };
}

function relationshipsOf({ guest, networkIds, firewallId }: GuestFacts): Relationship[] {
  const homes = [`node/${guest.node}`, ...networkIds];
  return [
    ...homes.map((resourceId) => ({ kind: 'runs_in', resourceId }) as const),
    ...(firewallId === null ? [] : [{ kind: 'protected_by', resourceId: firewallId } as const]),
  ];
}

/** Static addresses: of containers in `net0`, of machines in what cloud-init is told. */
function configuredAddresses({ config, nics }: GuestFacts): string[] {
  const byCloudInit = numberedKeys(config, 'ipconfig').flatMap((key) => {
    const { fields } = propertiesOf(config[key]);
    return [fields.get('ip'), fields.get('ip6')].filter((each) => each !== undefined);
  });
  return [...nics.flatMap((nic) => nic.addresses), ...byCloudInit];
}
