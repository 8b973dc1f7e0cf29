import type { AwsMemberSpec, EstateSpec } from '@skyledger/cloud-emulator';

export const SECRET = 'canary-secret-of-the-management-account-00';
export const MANAGEMENT = { accountId: '100000000000', accessKeyId: 'AKIAMANAGEMENTACCOUNT' };
export const ROLE = 'SkyledgerReadOnly';
export const MEMBERS = ['111111111111', '222222222222', '333333333333', '444444444444'] as const;
export const KEYS = { access_key_id: MANAGEMENT.accessKeyId, secret_access_key: SECRET };
/** What connects the organisation. */
export const CREDENTIALS = { management: KEYS, member_role_name: ROLE };
const REGIONS = [{ name: 'us-east-1' }] as const;

/**
 * An organisation of AWS with a unit, and accounts that may be its members.
 * @param listed its members; what a test changes in the list is seen at once
 * @param withoutRole accounts that have not got the role of members yet
 */
export function organizationEstate(
  listed: readonly AwsMemberSpec[],
  withoutRole: readonly string[],
): EstateSpec {
  return {
    seed: 1,
    hetzner: [],
    aws: [
      {
        ...MANAGEMENT,
        secretAccessKey: SECRET,
        regions: REGIONS,
        organization: {
          id: 'o-exampleorg',
          rootId: 'r-ab12',
          units: [{ id: 'ou-ab12-labs', name: 'Labs' }],
          accounts: listed,
          pageSize: 2,
        },
      },
      ...MEMBERS.map((accountId) => ({
        accountId,
        accessKeyId: `AKIAMEMBER${accountId}`,
        secretAccessKey: `the-secret-of-member-${accountId}`,
        regions: REGIONS,
        roles: withoutRole.includes(accountId)
          ? []
          : [{ arn: `arn:aws:iam::${accountId}:role/${ROLE}`, trusts: [MANAGEMENT.accountId] }],
      })),
    ],
  };
}
