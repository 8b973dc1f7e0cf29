import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const accountRootHasMfa = defineCheck({
  id: 'account-root-has-mfa',
  title: 'The root user of the account signs in with a second factor',
  severity: 'critical',
  appliesTo: 'account_settings',
  risk: 'The root user may do everything, and no policy holds it back. Whoever learns its password alone has the account.',
  remediation: {
    text: 'Give the root user of the account a second factor, best a hardware key.',
    aws: 'Sign in as the root user and add an MFA device under Security credentials; in an organization, take the root credentials of member accounts away.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-virt-mfa-for-root.html'],
  evaluate: ({ attributes }) => {
    if (attributes.rootMfaEnabled === null) return unknown('the root user was not observed');
    return attributes.rootMfaEnabled ? pass() : fail('the root user has no second factor');
  },
});
