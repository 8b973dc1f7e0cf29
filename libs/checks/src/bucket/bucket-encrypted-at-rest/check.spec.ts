import { describeCheck } from '../../testing/check-cases';
import { aBucket } from '../../testing/ledger-resource.builder';
import { bucketEncryptedAtRest } from './check';

describeCheck(bucketEncryptedAtRest, {
  pass: { encrypted: aBucket({ encryptedAtRest: true }) },
  fail: { 'not encrypted': [aBucket({ encryptedAtRest: false }), 'default encryption is off'] },
  unknown: { 'not observed': [aBucket(), 'encryption was not observed'] },
});
