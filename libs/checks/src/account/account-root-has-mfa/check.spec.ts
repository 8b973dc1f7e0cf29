import { describeCheck } from '../../testing/check-cases';
import { accountSettings } from '../../testing/ledger-resource.builder';
import { accountRootHasMfa } from './check';

describeCheck(accountRootHasMfa, {
  pass: {
    met: accountSettings({ rootMfaEnabled: true }),
  },
  fail: {
    'not met': [accountSettings({ rootMfaEnabled: false }), 'the root user has no second factor'],
  },
  unknown: {
    'not observed': [accountSettings(), 'the root user was not observed'],
  },
});
