import { describeCheck } from '../../testing/check-cases';
import { aDatabase } from '../../testing/ledger-resource.builder';
import { databaseEncryptedAtRest } from './check';

describeCheck(databaseEncryptedAtRest, {
  pass: { encrypted: aDatabase({ encryptedAtRest: true }) },
  fail: { 'not encrypted': [aDatabase({ encryptedAtRest: false }), 'storage is not encrypted'] },
  unknown: { 'not observed': [aDatabase(), 'encryption was not observed'] },
});
