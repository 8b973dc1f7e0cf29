import { describeCheck } from '../../testing/check-cases';
import { aVm } from '../../testing/ledger-resource.builder';
import { vmMetadataTokenRequired } from './check';

describeCheck(vmMetadataTokenRequired, {
  pass: { 'tokens required': aVm({ metadataTokenRequired: true }) },
  fail: {
    'tokens optional': [
      aVm({ metadataTokenRequired: false }),
      'the metadata service answers without a session token',
    ],
  },
  unknown: { 'not observed': [aVm(), 'the options of the metadata service were not observed'] },
});
