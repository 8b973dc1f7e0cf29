import { describeCheck } from '../../testing/check-cases';
import { accountSettings } from '../../testing/ledger-resource.builder';
import { accountPasswordsLongEnough } from './check';

describeCheck(accountPasswordsLongEnough, {
  pass: {
    '14': accountSettings({ passwordMinimumLength: 14 }),
  },
  fail: {
    '13': [accountSettings({ passwordMinimumLength: 13 }), 'passwords may have 13 characters'],
  },
  unknown: {
    'not observed': [accountSettings(), 'the rules for passwords were not observed'],
  },
});
