import { describeCheck } from '../../testing/check-cases';
import { aFirewall, aRule } from '../../testing/ledger-resource.builder';
import { firewallDefaultAllowsNoInbound } from './check';

describeCheck(firewallDefaultAllowsNoInbound, {
  pass: {
    'default without rules': aFirewall([], true),
    'default with outbound rules only': aFirewall([aRule({ direction: 'outbound' })], true),
    'default that denies': aFirewall([aRule({ action: 'deny' })], true),
    'not the default': aFirewall([aRule()], false),
    'perhaps the default, without rules': aFirewall([], null),
  },
  fail: {
    'default open to its own members': [
      aFirewall(
        [aRule({ protocol: 'all', fromPort: null, toPort: null, cidrs: [], peers: ['sg-1'] })],
        true,
      ),
      'the default firewall allows all traffic inbound',
    ],
    'default with two rules': [
      aFirewall([aRule(), aRule({ fromPort: 443, toPort: 443 })], true),
      'the default firewall allows tcp 22, tcp 443 inbound',
    ],
  },
  unknown: {
    'perhaps the default': [
      aFirewall([aRule()], null),
      'whether it is the default firewall was not observed',
    ],
  },
});
