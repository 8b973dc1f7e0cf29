import { ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import type { AwsClient } from '../client';
import { needsOptIn } from '../fault-codes';
import { onceAClient } from '../once-a-client';
import { unlessRefused } from '../optional-question';
import { objectsOf } from '../payload';
import { present } from '../request-failure';

export const TRAIL_HOMES_PERMISSION = 'cloudtrail:ListTrails';
/** Far more than an account has trails; ends the reading of a list that never ends. */
const MOST_PAGES = 20;

/**
 * Whether a region may have trails of the account. One list names the homes of all, so that regions
 * without any are not asked. Whether a region is enabled is told by the region alone, so that those
 * that need not be are asked in any case.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html
 */
export async function mayHaveTrails(
  client: AwsClient,
  region: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (needsOptIn(region)) return true;
  const homes = await trailHomes(client, signal);
  return homes === null || homes.has(region);
}

/** The regions that trails of the account were made in; `null` where nobody may know. */
const trailHomes = onceAClient((client, signal) =>
  unlessRefused(async () => {
    const homes = new Set<string>();
    let token: string | undefined;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { named, next } = await client.call(
        {
          service: 'cloudtrail',
          permission: TRAIL_HOMES_PERMISSION,
          ...(signal && { signal }),
        },
        async (cloudtrail, options) => {
          const command = new ListTrailsCommand({ NextToken: token });
          const { Trails, NextToken } = await cloudtrail.send(command, options);
          const trails = objectsOf(present(Trails, 'trails'));
          return {
            named: trails.map(({ HomeRegion }) => present(HomeRegion, 'home of a trail')),
            next: NextToken,
          };
        },
      );
      for (const home of named) homes.add(home);
      if (next === undefined || next === '') return homes;
      token = next;
    }
    return null;
  }),
);
