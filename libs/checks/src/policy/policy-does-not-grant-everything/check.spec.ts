import { describeCheck } from '../../testing/check-cases';
import { aPolicy } from '../../testing/ledger-resource.builder';
import { policyDoesNotGrantEverything } from './check';

describeCheck(policyDoesNotGrantEverything, {
  pass: {
    'some rights': aPolicy({ grantsEverything: false }),
    "one of the provider's own": aPolicy({ providerManaged: true, grantsEverything: true }),
  },
  fail: {
    everything: [
      aPolicy({ providerManaged: false, grantsEverything: true }),
      'the policy allows everything on everything',
    ],
  },
  unknown: {
    'not observed': [aPolicy({ providerManaged: false }), 'the policy was not observed'],
    'everything, of whom not observed': [
      aPolicy({ grantsEverything: true }),
      'whose policy it is was not observed',
    ],
  },
});
