import { describeCheck } from '../../testing/check-cases';
import { aDatabase } from '../../testing/ledger-resource.builder';
import { databaseBackupsEnabled } from './check';

describeCheck(databaseBackupsEnabled, {
  pass: { 'kept one day': aDatabase({ backupRetentionDays: 1 }) },
  fail: { off: [aDatabase({ backupRetentionDays: 0 }), 'automated backups are off'] },
  unknown: { 'not observed': [aDatabase(), 'backup retention was not observed'] },
});
