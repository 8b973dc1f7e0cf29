import { describeCheck } from '../../testing/check-cases';
import { accountSettings } from '../../testing/ledger-resource.builder';
import { accountRoleRequiresExternalId } from './check';

describeCheck(accountRoleRequiresExternalId, {
  pass: { required: accountSettings({ externalIdRequired: true }) },
  fail: {
    'not required': [
      accountSettings({ externalIdRequired: false }),
      'the role can be assumed without its external id',
    ],
  },
  unknown: { 'not tried': [accountSettings(), 'the role was not tried'] },
});
