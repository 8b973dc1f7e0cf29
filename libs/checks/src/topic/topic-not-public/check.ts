import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const topicNotPublic = defineCheck({
  id: 'topic-not-public',
  title: 'Topics are not open to anyone',
  severity: 'high',
  appliesTo: 'topic',
  risk: 'Anyone may publish messages that are taken for real ones, or subscribe and read along.',
  remediation: {
    text: 'Name who may use the topic in its policy.',
    aws: 'Remove statements with Principal "*" that no condition such as aws:SourceOwner or aws:PrincipalOrgID restricts from the policy of the topic.',
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  evaluate: ({ attributes }) => {
    if (attributes.policyPublic === null) return unknown('the policy was not observed');
    return !attributes.policyPublic ? pass() : fail('the policy lets anyone use the topic');
  },
});
