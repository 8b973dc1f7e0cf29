import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const databaseDeletionProtected = defineCheck({
  id: 'database-deletion-protected',
  title: 'Database is protected from deletion',
  severity: 'medium',
  appliesTo: 'database',
  risk: 'One wrong call, by a person or a pipeline, deletes the database with its data.',
  remediation: {
    text: 'Switch deletion protection on.',
    aws: 'aws rds modify-db-instance --db-instance-identifier <id> --deletion-protection',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html'],
  evaluate: ({ attributes }) => {
    if (attributes.deletionProtection === null) {
      return unknown('deletion protection was not observed');
    }
    return attributes.deletionProtection ? pass() : fail('deletion protection is off');
  },
});
