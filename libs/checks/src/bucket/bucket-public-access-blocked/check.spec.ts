import { describeCheck } from '../../testing/check-cases';
import { aBucket } from '../../testing/ledger-resource.builder';
import { bucketPublicAccessBlocked } from './check';

describeCheck(bucketPublicAccessBlocked, {
  pass: { blocked: aBucket({ publicAccessBlocked: true }) },
  fail: {
    'not blocked': [aBucket({ publicAccessBlocked: false }), 'public access is not fully blocked'],
  },
  unknown: { 'not observed': [aBucket(), 'the public access block was not observed'] },
});
