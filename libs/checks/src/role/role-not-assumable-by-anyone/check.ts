import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const roleNotAssumableByAnyone = defineCheck({
  id: 'role-not-assumable-by-anyone',
  title: 'Roles cannot be taken on by anyone',
  severity: 'critical',
  appliesTo: 'role',
  risk: 'Anyone with an account of the provider may take the role on and do all that it may do.',
  remediation: {
    text: 'Name who may take the role on: accounts, roles or services.',
    aws: 'Replace Principal "*" in the trust policy by the principals that need the role, or add a condition such as aws:PrincipalOrgID.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.assumableByAnyone === null)
      return unknown('who may take the role on was not observed');
    return !attributes.assumableByAnyone ? pass() : fail('anyone may take the role on');
  },
});
