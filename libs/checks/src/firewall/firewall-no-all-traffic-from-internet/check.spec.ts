import { describeCheck } from '../../testing/check-cases';
import { aFirewall, aRule } from '../../testing/ledger-resource.builder';
import { firewallNoAllTrafficFromInternet } from './check';

const all = { protocol: 'all', fromPort: null, toPort: null };

describeCheck(firewallNoAllTrafficFromInternet, {
  pass: {
    'no rules': aFirewall([]),
    'one port from anywhere': aFirewall([aRule({ fromPort: 443, toPort: 443 })]),
    'every high port from anywhere': aFirewall([aRule({ fromPort: 1024, toPort: 65535 })]),
    'ICMP from anywhere': aFirewall([aRule({ protocol: 'icmp', fromPort: null, toPort: null })]),
    'all traffic from a private network': aFirewall([aRule({ ...all, cidrs: ['10.0.0.0/8'] })]),
    'all traffic, denied before': aFirewall([
      aRule({ ...all, priority: 2 }),
      aRule({ ...all, action: 'deny', priority: 1 }),
    ]),
  },
  fail: {
    'all traffic': [aFirewall([aRule(all)]), 'all traffic open to 0.0.0.0/0'],
    'every TCP port': [
      aFirewall([aRule({ fromPort: 1, toPort: 65535 })]),
      'tcp 1-65535 open to 0.0.0.0/0',
    ],
    'every UDP port, without a range': [
      aFirewall([aRule({ protocol: 'udp', fromPort: null, toPort: null, cidrs: ['::/0'] })]),
      'udp on every port open to ::/0',
    ],
    'all traffic with one port denied': [
      aFirewall([aRule({ ...all, priority: 2 }), aRule({ action: 'deny', priority: 1 })]),
      'all traffic open to 0.0.0.0/0',
    ],
  },
  unknown: {
    'a rule without a source': [
      aFirewall([aRule({ ...all, cidrs: [] })]),
      'the source of an inbound rule was not observed',
    ],
  },
});
