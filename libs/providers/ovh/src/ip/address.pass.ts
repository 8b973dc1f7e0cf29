import { definePass, type PageWarning } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { isGone } from '../failures';
import { detailOfAccount } from '../read-account';
import { readDetails, readOptional } from '../read-details';
import { toAddressBlock } from './address.mapper';
import { toEdgeFirewall } from './firewall.mapper';
import { routesOf } from './routes';

const IP = '/ip/{ip}';
const FIREWALL = `${IP}/firewall/{ipOnFirewall}`;

/**
 * The account's addresses and blocks, of whatever service, with the rules of the network firewall
 * (the "edge firewall"), which filters single IPv4 addresses before anything of the customer's.
 */
export const addresses = definePass<OvhClient>({
  id: 'ip.addresses',
  types: ['public_ip', 'firewall'],
  scope: 'global',
  permissions: ['GET /ip', 'GET /ip/*'],
  async *collect({ client, cursor }) {
    const routes = await routesOf(client);
    yield* detailOfAccount({ client, cursor, route: '/ip' }, async (ip) => {
      const warnings: PageWarning[] = [];
      const block = await client.item(IP, { ip });
      // The firewall knows IPv4 only.
      const filtered = ip.includes(':')
        ? []
        : await readOptional(warnings, () => client.names(`${IP}/firewall`, { ip }));
      const firewalls = await readDetails(filtered ?? [], (ipOnFirewall) =>
        readFirewall(client, ip, ipOnFirewall),
      );
      const found = firewalls.found.map(({ firewall, rules }) =>
        toEdgeFirewall(firewall, rules, client.site, ip),
      );
      const protections = found.flatMap((firewall) => (firewall ? [firewall.resourceId] : []));
      const address = toAddressBlock(block, client.site, { ip, routes, protections });
      return { resources: [address, ...found], warnings: [...warnings, ...firewalls.warnings] };
    });
  },
});

interface FirewallParts {
  readonly firewall: unknown;
  readonly rules: readonly unknown[];
}

async function readFirewall(
  client: OvhClient,
  ip: string,
  ipOnFirewall: string,
): Promise<FirewallParts> {
  const params = { ip, ipOnFirewall };
  const firewall = await client.item(FIREWALL, params);
  const rules: unknown[] = [];
  for (const sequence of await client.names(`${FIREWALL}/rule`, params)) {
    try {
      rules.push(await client.item(`${FIREWALL}/rule/{sequence}`, { ...params, sequence }));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return { firewall, rules };
}
