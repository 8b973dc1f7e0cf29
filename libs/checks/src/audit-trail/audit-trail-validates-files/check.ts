import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const auditTrailValidatesFiles = defineCheck({
  id: 'audit-trail-validates-files',
  title: 'Changes of the files of the audit trail can be noticed',
  severity: 'medium',
  appliesTo: 'audit_trail',
  risk: 'Whoever can write where the files are kept can take their own traces out of them unnoticed.',
  remediation: {
    text: 'Have the files of the trail signed as they are written.',
    aws: 'Switch on log file validation of the trail: aws cloudtrail update-trail --enable-log-file-validation.',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.validatesFiles === null)
      return unknown('whether the files are validated was not observed');
    return attributes.validatesFiles ? pass() : fail('the files can be changed unnoticed');
  },
});
