import { definePass, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { nicsOf, type GuestNic } from '../guest/guest-context';
import { guestPages, listOfGuest, readOfGuest, type Guest } from '../guest/guest-pages';
import { flagOf } from '../pve-values';
import { mayBeOfGuest, namesOf, NO_NAMES, setNameIn, type Names } from './address-book';
import { readDatacenter } from './datacenter';
import { toFirewall } from './firewall.mapper';

/** Firewalls of guests: those that are switched on, or have rules at least. */
export const guestFirewalls = definePass<ProxmoxClient>({
  id: 'firewall.guests',
  types: ['firewall'],
  scope: 'global',
  permissions: ['VM.Audit', 'Sys.Audit'],
  collect: ({ client, cursor }) =>
    guestPages(client, ['qemu', 'lxc'], cursor, async (guest) => {
      const firewall = await readGuestFirewall(client, guest);
      return firewall === null ? [] : [firewall];
    }),
});

async function readGuestFirewall(
  client: ProxmoxClient,
  guest: Guest,
): Promise<DiscoveredResource<'firewall'> | null> {
  const datacenter = await readDatacenter(client);
  const options = await readOfGuest(client, guest, 'firewall/options');
  const rules = await listOfGuest(client, guest, 'firewall/rules');
  // On a guest it is off unless switched on.
  const on = flagOf(options['enable']) === true;
  if (!on && rules.length === 0) return null;
  const config = await readOfGuest(client, guest, 'config');
  const nics = nicsOf(config);
  return toFirewall({
    resourceId: `firewall/${guest.type}/${guest.vmid}`,
    name: textOf(guest.listed['name']) ?? textOf(config['name']) ?? textOf(config['hostname']),
    zone: guest.node,
    inert: whyInert(datacenter.on, on, nics),
    policies: options,
    unfiltered: nics.filter((nic) => !nic.filtered).map((nic) => nic.key),
    options,
    rules,
    groups: datacenter.groups,
    book: { dc: datacenter.names, guest: await readNames(client, guest, rules) },
  });
}

function whyInert(
  inDatacenter: boolean,
  inGuest: boolean,
  nics: readonly GuestNic[],
): string | null {
  if (!inDatacenter) return 'the firewall is off in the whole datacenter';
  if (!inGuest) return 'the firewall of the guest is off';
  if (nics.length > 0 && nics.every((nic) => !nic.filtered)) {
    return 'the firewall is off on every interface of the guest';
  }
  return null;
}

/** The guest's own sets and aliases, as far as its rules may mean them. */
async function readNames(
  client: ProxmoxClient,
  guest: Guest,
  rules: readonly unknown[],
): Promise<Names> {
  const named = rules
    .map(recordOf)
    .flatMap((rule) => [textOf(rule['source']), textOf(rule['dest'])])
    .filter((text) => mayBeOfGuest(text));
  if (named.length === 0) return NO_NAMES;
  const wanted = new Set(named.flatMap((text) => setNameIn(text)?.toLowerCase() ?? []));
  const listed = wanted.size === 0 ? [] : await listOfGuest(client, guest, 'firewall/ipset');
  const sets = new Map<string, readonly unknown[]>();
  for (const name of listed.flatMap((set) => textOf(recordOf(set)['name']) ?? [])) {
    if (!wanted.has(name.toLowerCase())) continue;
    sets.set(name, await listOfGuest(client, guest, 'firewall/ipset/{name}', { name }));
  }
  return namesOf(await listOfGuest(client, guest, 'firewall/aliases'), sets);
}
