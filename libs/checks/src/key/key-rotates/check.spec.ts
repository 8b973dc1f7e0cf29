import { describeCheck } from '../../testing/check-cases';
import { aKey } from '../../testing/ledger-resource.builder';
import { keyRotates } from './check';

describeCheck(keyRotates, {
  pass: {
    rotates: aKey({ rotates: true }),
    "one of the provider's own": aKey({ providerManaged: true }),
    'one that is off': aKey({ isEnabled: false, rotates: false }),
    'one that signs': aKey({ rotates: false, usage: 'SIGN_VERIFY' }),
  },
  fail: {
    'does not rotate': [
      aKey({ rotates: false, usage: 'ENCRYPT_DECRYPT' }),
      'the key does not rotate',
    ],
  },
  unknown: {
    'not observed': [aKey(), 'whether the key rotates was not observed'],
  },
});
