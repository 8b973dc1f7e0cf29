import { describeCheck } from '../../testing/check-cases';
import { aVolume } from '../../testing/ledger-resource.builder';
import { volumeEncryptedAtRest } from './check';

describeCheck(volumeEncryptedAtRest, {
  pass: { encrypted: aVolume({ encryptedAtRest: true }) },
  fail: { 'not encrypted': [aVolume({ encryptedAtRest: false }), 'the volume is not encrypted'] },
  unknown: { 'not observed': [aVolume(), 'encryption was not observed'] },
});
