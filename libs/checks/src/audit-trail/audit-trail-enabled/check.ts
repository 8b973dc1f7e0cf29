import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const auditTrailEnabled = defineCheck({
  id: 'audit-trail-enabled',
  title: 'The audit trail is on',
  severity: 'high',
  appliesTo: 'audit_trail',
  risk: 'While the trail is off, nobody can find out who did what in the account.',
  remediation: {
    text: 'Switch the trail on, and let few people switch it off.',
    aws: 'Start logging of the trail in CloudTrail.',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.isEnabled === null) return unknown('whether the trail is on was not observed');
    return attributes.isEnabled ? pass() : fail('the trail is off');
  },
});
