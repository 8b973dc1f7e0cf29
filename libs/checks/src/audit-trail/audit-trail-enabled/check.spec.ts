import { describeCheck } from '../../testing/check-cases';
import { anAuditTrail } from '../../testing/ledger-resource.builder';
import { auditTrailEnabled } from './check';

describeCheck(auditTrailEnabled, {
  pass: {
    met: anAuditTrail({ isEnabled: true }),
  },
  fail: {
    'not met': [anAuditTrail({ isEnabled: false }), 'the trail is off'],
  },
  unknown: {
    'not observed': [anAuditTrail(), 'whether the trail is on was not observed'],
  },
});
