import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const queueNotPublic = defineCheck({
  id: 'queue-not-public',
  title: 'Queues are not open to anyone',
  severity: 'high',
  appliesTo: 'queue',
  risk: 'Anyone may send messages that are then worked on, or read and take away those of others.',
  remediation: {
    text: 'Name who may use the queue in its policy.',
    aws: 'Remove statements with Principal "*" that no condition such as aws:SourceArn or aws:PrincipalOrgID restricts from the policy of the queue.',
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.policyPublic === null) return unknown('the policy was not observed');
    return !attributes.policyPublic ? pass() : fail('the policy lets anyone use the queue');
  },
});
