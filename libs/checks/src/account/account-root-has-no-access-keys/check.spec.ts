import { describeCheck } from '../../testing/check-cases';
import { accountSettings } from '../../testing/ledger-resource.builder';
import { accountRootHasNoAccessKeys } from './check';

describeCheck(accountRootHasNoAccessKeys, {
  pass: {
    none: accountSettings({ rootAccessKeyCount: 0 }),
  },
  fail: {
    one: [accountSettings({ rootAccessKeyCount: 1 }), 'the root user has access keys: 1'],
  },
  unknown: {
    'not observed': [accountSettings(), 'the keys of the root user were not observed'],
  },
});
