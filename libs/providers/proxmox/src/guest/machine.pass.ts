import { definePass } from '@skyledger/provider-sdk';
import type { ProxmoxClient } from '../client';
import { toDisks } from './disk.mapper';
import { readGuest } from './guest-context';
import { guestPages } from './guest-pages';
import { toMachine } from './machine.mapper';

/** QEMU machines and templates, each followed by its disks. */
export const machines = definePass<ProxmoxClient>({
  id: 'guest.machines',
  types: ['vm', 'image', 'volume'],
  scope: 'global',
  permissions: ['VM.Audit', 'VM.GuestAgent.Audit'],
  collect: ({ client, cursor }) =>
    guestPages(client, ['qemu'], cursor, async (guest, others) => {
      const facts = await readGuest(client, guest);
      return [toMachine(facts), ...toDisks(facts, others)];
    }),
});
