import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const databaseBackupsKeptSevenDays = defineCheck({
  id: 'database-backups-kept-seven-days',
  title: 'Automated backups of the database are kept for at least seven days',
  severity: 'low',
  appliesTo: 'database',
  risk: 'Damage that is noticed only after some days, a weekend for example, can no longer be undone.',
  remediation: {
    text: 'Keep automated backups for seven days or longer.',
    aws: 'Set the backup retention period to 7 days or more.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],
  evaluate: ({ attributes: { backupRetentionDays: days } }) => {
    if (days === null) return unknown('backup retention was not observed');
    if (days >= 7) return pass();
    if (days === 0) return fail('automated backups are off');
    return fail(`backups are kept for ${days} ${days === 1 ? 'day' : 'days'}`);
  },
});
