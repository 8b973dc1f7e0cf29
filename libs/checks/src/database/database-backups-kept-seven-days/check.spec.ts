import { describeCheck } from '../../testing/check-cases';
import { aDatabase } from '../../testing/ledger-resource.builder';
import { databaseBackupsKeptSevenDays } from './check';

describeCheck(databaseBackupsKeptSevenDays, {
  pass: { 'kept seven days': aDatabase({ backupRetentionDays: 7 }) },
  fail: {
    'kept six days': [aDatabase({ backupRetentionDays: 6 }), 'backups are kept for 6 days'],
    'kept one day': [aDatabase({ backupRetentionDays: 1 }), 'backups are kept for 1 day'],
    off: [aDatabase({ backupRetentionDays: 0 }), 'automated backups are off'],
  },
  unknown: { 'not observed': [aDatabase(), 'backup retention was not observed'] },
});
