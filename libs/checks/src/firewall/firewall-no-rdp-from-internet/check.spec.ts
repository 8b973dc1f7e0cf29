import { describeCheck } from '../../testing/check-cases';
import { aFirewall, aRule } from '../../testing/ledger-resource.builder';
import { firewallNoRdpFromInternet } from './check';

const rdp = { fromPort: 3389, toPort: 3389 };

describeCheck(firewallNoRdpFromInternet, {
  pass: {
    'no rules': aFirewall([]),
    'RDP from a private network': aFirewall([aRule({ ...rdp, cidrs: ['10.0.0.0/8'] })]),
    'SSH from anywhere': aFirewall([aRule()]),
  },
  fail: {
    'TCP 3389 from anywhere': [aFirewall([aRule(rdp)]), 'tcp 3389 open to 0.0.0.0/0'],
    'UDP 3389 from anywhere': [
      aFirewall([aRule({ ...rdp, protocol: 'udp' })]),
      'udp 3389 open to 0.0.0.0/0',
    ],
    'TCP denied, UDP left open': [
      aFirewall([
        aRule({ ...rdp, protocol: 'all', priority: 200 }),
        aRule({ ...rdp, action: 'deny', priority: 100 }),
      ]),
      'every protocol 3389 open to 0.0.0.0/0',
    ],
    'every TCP port from anywhere': [
      aFirewall([aRule({ fromPort: null, toPort: null, cidrs: ['0.0.0.0/0', '::/0'] })]),
      'tcp on every port open to 0.0.0.0/0 and ::/0',
    ],
  },
  unknown: {
    'a rule without a source': [
      aFirewall([aRule({ ...rdp, cidrs: [] })]),
      'the source of an inbound rule was not observed',
    ],
  },
});
