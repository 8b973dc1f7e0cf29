import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const auditTrailCoversEveryRegion = defineCheck({
  id: 'audit-trail-covers-every-region',
  title: 'The audit trail covers every region',
  severity: 'medium',
  appliesTo: 'audit_trail',
  risk: 'What is done in a region that nobody uses, which is where intruders like to work, leaves no trace in the trail.',
  remediation: {
    text: 'Let the trail record every region.',
    aws: 'Make it a multi-region trail: aws cloudtrail update-trail --is-multi-region-trail.',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.coversEveryRegion === null)
      return unknown('which regions the trail covers was not observed');
    return attributes.coversEveryRegion ? pass() : fail('the trail covers some regions only');
  },
});
