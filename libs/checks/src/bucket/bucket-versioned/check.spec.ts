import { describeCheck } from '../../testing/check-cases';
import { aBucket } from '../../testing/ledger-resource.builder';
import { bucketVersioned } from './check';

describeCheck(bucketVersioned, {
  pass: {
    met: aBucket({ versioned: true }),
  },
  fail: {
    'not met': [aBucket({ versioned: false }), 'old versions are not kept'],
  },
  unknown: {
    'not observed': [aBucket(), 'versioning was not observed'],
  },
});
