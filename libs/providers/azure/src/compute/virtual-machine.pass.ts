import { definePass, recordOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { readMachineNetworks, readPublicAddresses } from '../network/address-book';
import { NETWORK_INTERFACES, PUBLIC_ADDRESSES } from '../network/network-lists';
import { PageWarnings } from '../page-warnings';
import { VIRTUAL_MACHINES } from './compute-lists';
import { readPowerStates } from './power-states';
import { toVirtualMachine } from './virtual-machine.mapper';

/**
 * Virtual machines with their power state and addresses, which three other lists tell. Those are read
 * once before the pages, so that a machine costs no request of its own.
 */
export const virtualMachines = definePass<AzureClient>({
  id: 'compute.virtual-machines',
  types: ['vm'],
  scope: 'global',
  permissions: [
    VIRTUAL_MACHINES.permission,
    NETWORK_INTERFACES.permission,
    PUBLIC_ADDRESSES.permission,
  ],
  async *collect({ client, cursor }) {
    const link = readCursor(cursor);
    const warnings = new PageWarnings();
    const states = await readPowerStates(client);
    const addresses = await readPublicAddresses(client, warnings);
    const networks = await readMachineNetworks(client, addresses, warnings);
    for await (const page of listPages(client, VIRTUAL_MACHINES, { link })) {
      yield toPage(
        page,
        (item) => {
          const id = armId(recordOf(item)['id']) ?? '';
          const interfaces = networks === null ? null : (networks.get(id) ?? []);
          return [toVirtualMachine(item, { powerState: states.get(id) ?? null, interfaces })];
        },
        warnings.list(),
      );
    }
  },
});
