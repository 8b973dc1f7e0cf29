import { describeCheck } from '../../testing/check-cases';
import { anIdentity } from '../../testing/ledger-resource.builder';
import { identityConsoleUserHasMfa } from './check';

describeCheck(identityConsoleUserHasMfa, {
  pass: {
    'no password': anIdentity({ hasPassword: false }),
    'a second factor': anIdentity({ hasPassword: true, mfaEnabled: true }),
  },
  fail: {
    'a password alone': [
      anIdentity({ hasPassword: true, mfaEnabled: false }),
      'a password is enough to sign in',
    ],
  },
  unknown: {
    'nothing observed': [anIdentity(), 'whether there is a password was not observed'],
    'second factor not observed': [
      anIdentity({ hasPassword: true }),
      'the second factor was not observed',
    ],
  },
});
