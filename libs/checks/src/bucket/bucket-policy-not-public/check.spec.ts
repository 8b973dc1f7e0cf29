import { describeCheck } from '../../testing/check-cases';
import { aBucket } from '../../testing/ledger-resource.builder';
import { bucketPolicyNotPublic } from './check';

const reason = 'the policy grants access to everyone';

describeCheck(bucketPolicyNotPublic, {
  pass: {
    'no public policy': aBucket({ policyPublic: false }),
    'a public policy that the access block makes void': aBucket({
      policyPublic: true,
      publicAccessBlocked: true,
    }),
  },
  fail: {
    'a public policy': [aBucket({ policyPublic: true, publicAccessBlocked: false }), reason],
    'a public policy, access block not observed': [aBucket({ policyPublic: true }), reason],
  },
  unknown: { 'not observed': [aBucket(), 'the policy was not observed'] },
});
