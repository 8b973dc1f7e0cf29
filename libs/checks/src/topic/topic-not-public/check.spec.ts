import { describeCheck } from '../../testing/check-cases';
import { aTopic } from '../../testing/ledger-resource.builder';
import { topicNotPublic } from './check';

describeCheck(topicNotPublic, {
  pass: {
    met: aTopic({ policyPublic: false }),
  },
  fail: {
    'not met': [aTopic({ policyPublic: true }), 'the policy lets anyone use the topic'],
  },
  unknown: {
    'not observed': [aTopic(), 'the policy was not observed'],
  },
});
