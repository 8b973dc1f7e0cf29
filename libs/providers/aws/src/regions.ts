import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { ProviderError } from '@skyledger/provider-sdk';
import type { AwsClient } from './client';
import { objectsOf } from './payload';
import { present } from './request-failure';

const PERMISSION = 'ec2:DescribeRegions';

/**
 * Every region that is enabled for the account, or the selected ones. A selected region that is not
 * enabled stays: its passes end as disabled, which people see, while the others are not kept back.
 *
 * @throws ProviderError when AWS has no region of a selected name
 */
export async function regionsOf(
  client: AwsClient,
  selected: readonly string[] | null,
): Promise<string[]> {
  if (!selected || selected.length === 0) return remembered(client, await enabledRegions(client));
  const wanted = [...new Set(selected)].sort();
  const known = await allRegions(client);
  const unknown = known ? wanted.filter((region) => !known.includes(region)) : [];
  if (known && unknown.length > 0) {
    throw new ProviderError(
      {
        kind: 'disabled',
        code: 'UnknownRegion',
        message: `this account has no region ${unknown.join(', ')}; it has ${known.join(', ')}`,
      },
      PERMISSION,
    );
  }
  return remembered(client, wanted);
}

const listed = new WeakMap<AwsClient, readonly string[]>();

function remembered(client: AwsClient, regions: string[]): string[] {
  listed.set(client, regions);
  return regions;
}

/** What {@link regionsOf} answered this client last; none where it did not ask. */
export function listedRegions(client: AwsClient): readonly string[] {
  return listed.get(client) ?? [];
}

async function enabledRegions(client: AwsClient): Promise<string[]> {
  return (await describe(client, false)).filter(({ enabled }) => enabled).map(({ name }) => name);
}

/** `null` when the account may not list regions: then the selection must be believed. */
async function allRegions(client: AwsClient): Promise<string[] | null> {
  try {
    return (await describe(client, true)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return null;
    throw error;
  }
}

async function describe(
  client: AwsClient,
  all: boolean,
): Promise<{ name: string; enabled: boolean }[]> {
  const regions = await client.call(
    { service: 'ec2', permission: PERMISSION },
    async (ec2, options) => {
      const command = new DescribeRegionsCommand({ AllRegions: all });
      return present((await ec2.send(command, options)).Regions, 'regions');
    },
  );
  return objectsOf(regions)
    .map(({ RegionName, OptInStatus }) => ({
      name: RegionName ?? '',
      enabled: OptInStatus !== 'not-opted-in',
    }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
