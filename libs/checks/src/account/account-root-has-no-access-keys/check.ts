import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const accountRootHasNoAccessKeys = defineCheck({
  id: 'account-root-has-no-access-keys',
  title: 'The root user of the account has no access keys',
  severity: 'critical',
  appliesTo: 'account_settings',
  risk: 'A key of the root user may do everything, needs no second factor, and no policy holds it back.',
  remediation: {
    text: 'Delete the keys of the root user, and use roles with the rights that are needed.',
    aws: 'Sign in as the root user and delete its access keys under Security credentials.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html'],
  evaluate: ({ attributes }) => {
    const count = attributes.rootAccessKeyCount;
    if (count === null) return unknown('the keys of the root user were not observed');
    return count === 0 ? pass() : fail(`the root user has access keys: ${count}`);
  },
});
