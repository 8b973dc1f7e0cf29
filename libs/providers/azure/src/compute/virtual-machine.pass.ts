import { definePass, recordOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { readMachineNetworks, readPublicAddresses } from '../network/address-book';
import { NETWORK_INTERFACES, PUBLIC_ADDRESSES } from '../network/network-lists';
import { PageWarnings } from '../page-warnings';
import { machineOffer, machinePrice } from '../prices/machine-price';
import { MACHINE_METERS } from '../prices/retail-query';
import { VIRTUAL_MACHINES } from './compute-lists';
import { readPowerStates } from './power-states';
import { toVirtualMachine } from './virtual-machine.mapper';

/**
 * Virtual machines with their power state and addresses, which three other lists tell, and the prices of
 * their sizes. The lists are read once before the pages, and prices for all sizes of a page together, so
 * that a machine costs no request of its own.
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
      const offers = page.items.map(machineOffer).filter((offer) => offer !== null);
      const meters = await client.prices.read(MACHINE_METERS, offers);
      const now = new Date();
      yield toPage(
        page,
        (item) => {
          const id = armId(recordOf(item)['id']) ?? '';
          const interfaces = networks === null ? null : (networks.get(id) ?? []);
          const powerState = states.get(id) ?? null;
          const price = machinePrice(machineOffer(item), powerState, meters, now);
          return [toVirtualMachine(item, { powerState, interfaces, price })];
        },
        [...warnings.list(), ...warnings.once(meters.warning)],
      );
    }
  },
});
