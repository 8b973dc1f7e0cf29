import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const accountRoleRequiresExternalId = defineCheck({
  id: 'account-role-requires-external-id',
  title: 'The role that lets Skyledger in asks for an external id',
  severity: 'high',
  appliesTo: 'account_settings',
  risk: 'Whoever else uses this Skyledger and learns the ARN of the role can have the account read on their own behalf: the identity that comes in is the same for everybody (confused deputy).',
  remediation: {
    text: 'Let the role ask for the external id that was minted for the account.',
    aws: 'Set the trust policy of the role to the one in GET /api/v1/cloud/aws/trust-template for the account, with the condition sts:ExternalId, then replace the credentials of the account by the role and that external id.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],
  evaluate: ({ attributes }) => {
    if (attributes.externalIdRequired === null) return unknown('the role was not tried');
    return attributes.externalIdRequired
      ? pass()
      : fail('the role can be assumed without its external id');
  },
});
