import { describeCheck } from '../../testing/check-cases';
import { aDetector } from '../../testing/ledger-resource.builder';
import { detectorEnabled } from './check';

describeCheck(detectorEnabled, {
  pass: {
    met: aDetector({ isEnabled: true }),
  },
  fail: {
    'not met': [aDetector({ isEnabled: false }), 'it is off'],
  },
  unknown: {
    'not observed': [aDetector(), 'whether it is on was not observed'],
  },
});
