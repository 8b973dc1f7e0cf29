import { ProviderError, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { ScalewayClient } from './client';
import { readAll } from './list-pages';

/** Ids in one request; more would make the address too long for some proxies. */
const IDS_A_REQUEST = 50;

/** Addresses in private networks by the id of who has them, without prefix lengths. */
export type PrivateAddresses = ReadonlyMap<string, readonly string[]>;

/** What is asked of IPAM. */
export interface IpamQuestion {
  region: string;
  resourceType: 'instance_private_nic' | 'lb_server' | 'vpc_gateway_network';
  ids: readonly string[];
}

/**
 * Asks IPAM, which alone knows them, for the private addresses of resources. Without permission the
 * resources are kept without their addresses, and the page warns of it.
 *
 * @throws ProviderError for every other failure
 */
export async function privateAddresses(
  client: Pick<ScalewayClient, 'list'>,
  { region, resourceType, ids }: IpamQuestion,
): Promise<{ addresses: PrivateAddresses; warnings: PageWarning[] }> {
  const addresses = new Map<string, string[]>();
  const warnings: PageWarning[] = [];
  try {
    const askable = ids.filter((id) => /^[\w-]+$/.test(id));
    for (let start = 0; start < askable.length; start += IDS_A_REQUEST) {
      const wanted = askable.slice(start, start + IDS_A_REQUEST);
      const listed = await readAll(client, {
        api: 'standard',
        operation: 'GET /ipam/v1/ips',
        path: `/ipam/v1/regions/${region}/ips?${wanted.map((id) => `resource_ids=${id}`).join('&')}`,
        key: 'ips',
        query: { resource_type: resourceType, order_by: 'created_at_asc' },
      });
      warnings.push(...listed.warnings);
      for (const item of listed.items) note(addresses, item);
    }
  } catch (error) {
    if (!(error instanceof ProviderError) || error.fault.kind !== 'denied') throw error;
    warnings.push({ code: 'denied', message: `private addresses: ${error.fault.message}` });
  }
  for (const each of addresses.values()) each.sort();
  return { addresses, warnings };
}

function note(addresses: Map<string, string[]>, item: unknown): void {
  const ip = recordOf(item);
  const holder = textOf(recordOf(ip['resource'])['id']);
  const address = textOf(ip['address'])?.split('/')[0];
  if (holder === null || address === undefined || address === '') return;
  const known = addresses.get(holder);
  if (known) known.push(address);
  else addresses.set(holder, [address]);
}
