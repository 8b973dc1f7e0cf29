import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const databaseEncryptedAtRest = defineCheck({
  id: 'database-encrypted-at-rest',
  title: 'Database storage is encrypted at rest',
  severity: 'high',
  appliesTo: 'database',
  risk: 'Storage, snapshots and backups of the database can be read by whoever gets hold of them.',
  remediation: {
    text: 'Move the data to an encrypted database; most services cannot encrypt one that exists.',
    aws: 'Copy a snapshot with encryption on, restore it, and point the application to the new instance.',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html'],
  evaluate: ({ attributes }) => {
    if (attributes.encryptedAtRest === null) return unknown('encryption was not observed');
    return attributes.encryptedAtRest ? pass() : fail('storage is not encrypted');
  },
});
