import type { Pass } from '@skyledger/provider-sdk';

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

/** What discovery has to be allowed, and nothing more: what the passes declare. */
export function readOnlyPolicy(passes: readonly Pick<Pass, 'permissions'>[]): ReadOnlyPolicy {
  const actions = new Set([...BESIDES, ...passes.flatMap(({ permissions }) => permissions)]);
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'SkyledgerDiscovery', Effect: 'Allow', Action: [...actions].sort(), Resource: '*' },
    ],
  };
}
