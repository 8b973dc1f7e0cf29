import { describeCheck } from '../../testing/check-cases';
import { aDatabase } from '../../testing/ledger-resource.builder';
import { databaseDeletionProtected } from './check';

describeCheck(databaseDeletionProtected, {
  pass: { protected: aDatabase({ deletionProtection: true }) },
  fail: { off: [aDatabase({ deletionProtection: false }), 'deletion protection is off'] },
  unknown: { 'not observed': [aDatabase(), 'deletion protection was not observed'] },
});
