import { describeCheck } from '../../testing/check-cases';
import { anAuditTrail } from '../../testing/ledger-resource.builder';
import { auditTrailCoversEveryRegion } from './check';

describeCheck(auditTrailCoversEveryRegion, {
  pass: {
    met: anAuditTrail({ coversEveryRegion: true }),
  },
  fail: {
    'not met': [anAuditTrail({ coversEveryRegion: false }), 'the trail covers some regions only'],
  },
  unknown: {
    'not observed': [anAuditTrail(), 'which regions the trail covers was not observed'],
  },
});
