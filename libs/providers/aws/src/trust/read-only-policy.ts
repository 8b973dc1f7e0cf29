import type { Pass } from '@skyledger/provider-sdk';
import { TRAIL_HOMES_PERMISSION } from '../cloudtrail/trail-homes';
import { PRICING_PERMISSION } from '../pricing/price-list';

/** A policy of IAM that allows some actions on everything. */
export interface ReadOnlyPolicy {
  Version: '2012-10-17';
  Statement: [{ Sid: string; Effect: 'Allow'; Action: string[]; Resource: '*' }];
}

/** Asked with, whether the credentials may write. Never missing: without it, that is not told. */
export const SIMULATION = 'iam:SimulatePrincipalPolicy';

/**
 * Asked for outside of passes: who the credentials belong to, which regions there are, and whether the
 * credentials may do more than read. The last tells nothing that the listing of policies does not.
 */
const BESIDES = ['sts:GetCallerIdentity', 'ec2:DescribeRegions', SIMULATION];

/** Used by passes that see everything without them: where trails are, and what things cost. */
export const OPTIONAL_PERMISSIONS = [TRAIL_HOMES_PERMISSION, PRICING_PERMISSION] as const;

/** What discovery is to be allowed, and nothing more: what the passes declare, and can make use of. */
export function readOnlyPolicy(passes: readonly Pick<Pass, 'permissions'>[]): ReadOnlyPolicy {
  const actions = new Set([
    ...BESIDES,
    ...OPTIONAL_PERMISSIONS,
    ...passes.flatMap(({ permissions }) => permissions),
  ]);
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'SkyledgerDiscovery', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' },
    ],
  };
}
