import { recordOf, textOf, inParallel } from '@skyledger/provider-sdk';
import type { PveRecord, ProxmoxClient } from '../client';
import { flagOf } from '../pve-values';
import { namesOf, type Names } from './address-book';
import type { Groups } from './rule.mapper';

const AT_ONCE = 4;

/** The datacenter's firewall, whose groups and names every level may use. */
export interface Datacenter {
  readonly on: boolean;
  readonly options: PveRecord;
  readonly rules: readonly unknown[];
  readonly groups: Groups;
  readonly names: Names;
}

/**
 * Reads it once a connection.
 * @throws ProviderError
 */
export function readDatacenter(client: ProxmoxClient): Promise<Datacenter> {
  return client.once('datacenter', async () => {
    const options = await client.record('/cluster/firewall/options');
    return {
      // It is off until someone switches it on.
      on: flagOf(options['enable']) === true,
      options,
      rules: await client.list('/cluster/firewall/rules'),
      groups: await readNamed(client, '/cluster/firewall/groups', 'group'),
      names: namesOf(
        await client.list('/cluster/firewall/aliases'),
        await readNamed(client, '/cluster/firewall/ipset', 'name'),
      ),
    };
  });
}

/** Lists what has names, then what each of them holds. */
async function readNamed(
  client: ProxmoxClient,
  path: string,
  key: string,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const listed = (await client.list(path)).flatMap((each) => textOf(recordOf(each)[key]) ?? []);
  const entries = await inParallel(listed, AT_ONCE, async (name) => {
    const content = await client.list(`${path}/{${key}}`, { params: { [key]: name } });
    return [name, content] as const;
  });
  return new Map(entries);
}
