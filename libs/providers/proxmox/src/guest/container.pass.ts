import { definePass } from '@skyledger/provider-sdk';
import type { ProxmoxClient } from '../client';
import { toContainer } from './container.mapper';
import { toDisks } from './disk.mapper';
import { readGuest } from './guest-context';
import { guestPages } from './guest-pages';

/** LXC containers, each followed by its volumes. */
export const containers = definePass<ProxmoxClient>({
  id: 'guest.containers',
  types: ['container', 'volume'],
  scope: 'global',
  permissions: ['VM.Audit'],
  collect: ({ client, cursor }) =>
    guestPages(client, ['lxc'], cursor, async (guest, others) => {
      const facts = await readGuest(client, guest);
      return [toContainer(facts), ...toDisks(facts, others)];
    }),
});
