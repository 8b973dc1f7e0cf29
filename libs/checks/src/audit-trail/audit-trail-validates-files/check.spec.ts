import { describeCheck } from '../../testing/check-cases';
import { anAuditTrail } from '../../testing/ledger-resource.builder';
import { auditTrailValidatesFiles } from './check';

describeCheck(auditTrailValidatesFiles, {
  pass: {
    met: anAuditTrail({ validatesFiles: true }),
  },
  fail: {
    'not met': [anAuditTrail({ validatesFiles: false }), 'the files can be changed unnoticed'],
  },
  unknown: {
    'not observed': [anAuditTrail(), 'whether the files are validated was not observed'],
  },
});
