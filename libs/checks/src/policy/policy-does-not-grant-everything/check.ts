import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const policyDoesNotGrantEverything = defineCheck({
  id: 'policy-does-not-grant-everything',
  title: "The account's own policies do not allow everything on everything",
  severity: 'high',
  appliesTo: 'policy',
  risk: 'Whoever has the policy, and whoever takes over from them, may do all there is in the account.',
  remediation: {
    text: 'Allow the actions and resources that are needed.',
    aws: 'Replace the statement with Action "*" on Resource "*"; IAM Access Analyzer makes a policy from what was used.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.providerManaged === true) return pass();
    if (attributes.grantsEverything === null) return unknown('the policy was not observed');
    if (!attributes.grantsEverything) return pass();
    return attributes.providerManaged === null
      ? unknown('whose policy it is was not observed')
      : fail('the policy allows everything on everything');
  },
});
