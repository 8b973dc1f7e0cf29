import { describeCheck } from '../../testing/check-cases';
import { aQueue } from '../../testing/ledger-resource.builder';
import { queueNotPublic } from './check';

describeCheck(queueNotPublic, {
  pass: {
    met: aQueue({ policyPublic: false }),
  },
  fail: {
    'not met': [aQueue({ policyPublic: true }), 'the policy lets anyone use the queue'],
  },
  unknown: {
    'not observed': [aQueue(), 'the policy was not observed'],
  },
});
