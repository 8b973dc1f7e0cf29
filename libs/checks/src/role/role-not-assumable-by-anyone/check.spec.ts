import { describeCheck } from '../../testing/check-cases';
import { aRole } from '../../testing/ledger-resource.builder';
import { roleNotAssumableByAnyone } from './check';

describeCheck(roleNotAssumableByAnyone, {
  pass: {
    met: aRole({ assumableByAnyone: false }),
  },
  fail: {
    'not met': [aRole({ assumableByAnyone: true }), 'anyone may take the role on'],
  },
  unknown: {
    'not observed': [aRole(), 'who may take the role on was not observed'],
  },
});
