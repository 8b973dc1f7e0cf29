import { describeCheck } from '../../testing/check-cases';
import { aFirewall, aRule } from '../../testing/ledger-resource.builder';
import { firewallNoSshFromInternet } from './check';

const allTraffic = { protocol: 'all', fromPort: null, toPort: null };

describeCheck(firewallNoSshFromInternet, {
  pass: {
    'no rules': aFirewall([]),
    'SSH from an office network': aFirewall([aRule({ cidrs: ['203.0.113.0/24'] })]),
    'SSH from another group': aFirewall([aRule({ cidrs: [], peers: ['sg-1'] })]),
    'HTTPS from anywhere': aFirewall([aRule({ fromPort: 443, toPort: 443 })]),
    'UDP 22 from anywhere': aFirewall([aRule({ protocol: 'udp' })]),
    'SSH to anywhere': aFirewall([aRule({ direction: 'outbound' })]),
    'denied before it is allowed': aFirewall([
      aRule({ priority: 200 }),
      aRule({ ...allTraffic, action: 'deny', priority: 100 }),
    ]),
  },
  fail: {
    'SSH from any IPv4 address': [aFirewall([aRule()]), 'tcp 22 open to 0.0.0.0/0'],
    'SSH from any IPv6 address': [aFirewall([aRule({ cidrs: ['::/0'] })]), 'tcp 22 open to ::/0'],
    'a range around 22': [
      aFirewall([aRule({ fromPort: 20, toPort: 30 })]),
      'tcp 20-30 open to 0.0.0.0/0',
    ],
    'all traffic': [aFirewall([aRule(allTraffic)]), 'all traffic open to 0.0.0.0/0'],
  },
  unknown: {
    'a rule without a source': [
      aFirewall([aRule({ cidrs: [] })]),
      'the source of an inbound rule was not observed',
    ],
  },
});
