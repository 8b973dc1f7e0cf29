import { describeCheck } from '../../testing/check-cases';
import { aFirewall, aRule } from '../../testing/ledger-resource.builder';
import { firewallNoDatabasePortsFromInternet } from './check';

const postgres = { fromPort: 5432, toPort: 5432 };

describeCheck(firewallNoDatabasePortsFromInternet, {
  pass: {
    'no rules': aFirewall([]),
    'PostgreSQL from a private network': aFirewall([aRule({ ...postgres, cidrs: ['10.0.0.0/8'] })]),
    'HTTPS from anywhere': aFirewall([aRule({ fromPort: 443, toPort: 443 })]),
  },
  fail: {
    'PostgreSQL from anywhere': [aFirewall([aRule(postgres)]), 'tcp 5432 open to 0.0.0.0/0'],
    'two databases from anywhere': [
      aFirewall([aRule(postgres), aRule({ fromPort: 27017, toPort: 27017, cidrs: ['::/0'] })]),
      'tcp 5432 open to 0.0.0.0/0; tcp 27017 open to ::/0',
    ],
    'one of two ports of a range denied': [
      aFirewall([
        aRule({ fromPort: 3306, toPort: 5432, priority: 2 }),
        aRule({ ...postgres, action: 'deny', priority: 1 }),
      ]),
      'tcp 3306-5432 open to 0.0.0.0/0',
    ],
  },
  unknown: {
    'a rule without a source': [
      aFirewall([aRule({ ...postgres, cidrs: [] })]),
      'the source of an inbound rule was not observed',
    ],
  },
});
