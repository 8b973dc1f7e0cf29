import { definePass } from '@skyledger/provider-sdk';
import type { ProxmoxClient } from '../client';
import { guestPages, listOfGuest } from './guest-pages';
import { toSnapshot } from './snapshot.mapper';

/** Snapshots of machines and containers. */
export const snapshots = definePass<ProxmoxClient>({
  id: 'guest.snapshots',
  types: ['snapshot'],
  scope: 'global',
  permissions: ['VM.Audit'],
  collect: ({ client, cursor }) =>
    guestPages(client, ['qemu', 'lxc'], cursor, async (guest) => {
      const listed = await listOfGuest(client, guest, 'snapshot');
      return listed.map((raw) => toSnapshot(guest, raw)).filter((each) => each !== null);
    }),
});
