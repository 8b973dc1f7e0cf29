import { ListHostedZonesCommand, type HostedZone } from '@aws-sdk/client-route-53';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { deniedListing, unlessUntold } from '../permission-probe';
import { zoneIdOf } from './hosted-zones.mapper';
import { LIST_ZONES } from './hosted-zones.pass';
import { tagsByZone } from './zone-tags';

/** Tries each permission of Route 53 once. */
export async function deniedOfZones(client: AwsClient): Promise<string[]> {
  let first: HostedZone | undefined;
  const denied = await deniedListing(client, 'route53', LIST_ZONES, async (route53, options) => {
    const { HostedZones } = await route53.send(
      new ListHostedZonesCommand({ MaxItems: 1 }),
      options,
    );
    first = HostedZones?.[0];
  });
  const id = first && zoneIdOf(first);
  if (typeof id !== 'string') return denied;
  const denials = new Denials();
  await unlessUntold(() => tagsByZone(client, [id], denials));
  return [...denied, ...denials.permissions()];
}
