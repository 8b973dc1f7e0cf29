import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const databaseBackupsEnabled = defineCheck({
  id: 'database-backups-enabled',
  title: 'Automated backups of the database are on',
  severity: 'high',
  appliesTo: 'database',
  risk: 'After a deletion, a corruption or an attack there is nothing to restore from.',
  remediation: {
    text: 'Switch automated backups on and try a restore.',
    aws: 'Set the backup retention period to at least 1 day; 7 days or more are advisable.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
  ],
  evaluate: ({ attributes: { backupRetentionDays } }) => {
    if (backupRetentionDays === null) return unknown('backup retention was not observed');
    return backupRetentionDays >= 1 ? pass() : fail('automated backups are off');
  },
});
