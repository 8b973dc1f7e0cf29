import type { Pass } from '@skyledger/provider-sdk';

/** A policy of IAM that allows some actions on everything. */
export interface ReadOnlyPolicy {
  Version: '2012-10-17';
  Statement: [{ Sid: string; Effect: 'Allow'; Action: string[]; Resource: '*' }];
}

/** Asked for outside of passes: who the credentials belong to, and which regions there are. */
const BESIDES = ['sts:GetCallerIdentity', 'ec2:DescribeRegions'];

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
