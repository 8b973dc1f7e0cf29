import { describeCheck } from '../../testing/check-cases';
import { aCdn } from '../../testing/ledger-resource.builder';
import { cdnHttpsOnly } from './check';

describeCheck(cdnHttpsOnly, {
  pass: {
    met: aCdn({ httpsOnly: true }),
  },
  fail: {
    'not met': [aCdn({ httpsOnly: false }), 'plain HTTP is served'],
  },
  unknown: {
    'not observed': [aCdn(), 'whether it serves HTTP was not observed'],
  },
});
