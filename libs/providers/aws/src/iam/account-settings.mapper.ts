import type { PasswordPolicy } from '@aws-sdk/client-iam';
import { integerOf, recordOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Partition } from '../arn';
import { boolOf } from '../payload';
import type { AccountBlock } from '../s3/account-block';
import { blocksEverything, effectiveBlock } from '../s3/public-access';
import { serviceResource } from '../service-resource';

/** What holds for the account: `null` is "has none", `undefined` "not told". */
export interface AccountFacts {
  accountId: string;
  partition: Partition;
  summary: Readonly<Record<string, number>>;
  passwordPolicy: PasswordPolicy | null | undefined;
  publicAccessBlock: AccountBlock;
}

/**
 * What holds for passwords where nobody decided otherwise.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
const USUAL_LENGTH = 8;

/** The account as its root user's ARN. */
export function toAccountSettings(facts: AccountFacts): DiscoveredResource<'account_settings'> {
  const { accountId, partition, passwordPolicy, publicAccessBlock } = facts;
  const summary = recordOf(facts.summary);
  return {
    ...serviceResource(null),
    resourceId: `arn:${partition}:iam::${accountId}:root`,
    resourceType: 'account_settings',
    nativeType: 'AWS::::Account',
    name: accountId,
    attributes: {
      rootMfaEnabled: rootMfaOf(summary),
      rootAccessKeyCount: integerOf(summary['AccountAccessKeysPresent']),
      ...passwordRulesOf(passwordPolicy),
      publicBucketsBlocked: blocksEverything(effectiveBlock(publicAccessBlock, null)),
      // The pass that tries the role tells it, of the role.
      externalIdRequired: null,
    },
    raw: {
      SummaryMap: facts.summary,
      PasswordPolicy: passwordPolicy,
      PublicAccessBlockConfiguration: publicAccessBlock,
    },
  };
}

/** A root user whose password was taken away by the organization has nothing to protect. */
function rootMfaOf(summary: Readonly<Record<string, unknown>>): boolean | null {
  const enabled = integerOf(summary['AccountMFAEnabled']);
  if (enabled === null) return null;
  return enabled === 0 && summary['AccountPasswordPresent'] === 0 ? null : enabled > 0;
}

type PasswordRules = Pick<
  DiscoveredResource<'account_settings'>['attributes'],
  'passwordMinimumLength' | 'passwordReuseCount' | 'passwordMaximumAgeDays'
>;

function passwordRulesOf(policy: PasswordPolicy | null | undefined): PasswordRules {
  if (policy === undefined) {
    return { passwordMinimumLength: null, passwordReuseCount: null, passwordMaximumAgeDays: null };
  }
  if (policy === null) {
    return {
      passwordMinimumLength: USUAL_LENGTH,
      passwordReuseCount: 0,
      passwordMaximumAgeDays: 0,
    };
  }
  const expires = boolOf(policy.ExpirePasswords);
  return {
    passwordMinimumLength: integerOf(policy.MinimumPasswordLength),
    // Left out where passwords may be used again.
    passwordReuseCount:
      policy.PasswordReusePrevention === undefined ? 0 : integerOf(policy.PasswordReusePrevention),
    passwordMaximumAgeDays: expires === false ? 0 : integerOf(policy.MaxPasswordAge),
  };
}
