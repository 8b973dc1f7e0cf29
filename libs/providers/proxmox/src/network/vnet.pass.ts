import { definePass, recordOf, textOf, inParallel } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { requirePrivilege } from '../privileges';
import { toSubnet, toVnet } from './vnet.mapper';

const AT_ONCE = 4;

/** Networks of the software-defined network, each followed by its subnets. */
export const vnets = definePass<ProxmoxClient>({
  id: 'network.vnets',
  types: ['network', 'subnet'],
  scope: 'global',
  permissions: ['SDN.Audit'],
  async *collect({ client }) {
    await requirePrivilege(client, 'SDN.Audit');
    const listed = await client.list('/cluster/sdn/vnets');
    const found = await inParallel(listed, AT_ONCE, async (raw) => {
      const name = textOf(recordOf(raw)['vnet']);
      if (name === null) return [null];
      const params = { vnet: name };
      const subnets = await client.list('/cluster/sdn/vnets/{vnet}/subnets', { params });
      return [toVnet(raw), ...subnets.map((subnet) => toSubnet(name, subnet))];
    });
    const mapped: (DiscoveredResource | null)[] = found.flat();
    const resources = mapped.filter((resource) => resource !== null);
    const unreadable = mapped.length - resources.length;
    const message = `${unreadable} networks or subnets came without a name`;
    yield {
      resources,
      cursor: null,
      warnings: unreadable === 0 ? [] : [{ code: 'unidentified_items', message }],
    };
  },
});
