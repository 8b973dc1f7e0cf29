import { defineCheck } from '@skyledger/check-sdk';
import { coversEverything, type FirewallRule } from '@skyledger/resource-model';
import { closedToInternet } from '../internet-exposure';

export const firewallNoAllTrafficFromInternet = defineCheck({
  id: 'firewall-no-all-traffic-from-internet',
  title: 'Firewall does not open every port to the Internet',
  severity: 'critical',
  appliesTo: 'firewall',
  risk: 'The firewall protects nothing: every service of the machines behind it, including those started by mistake, can be reached by anyone.',
  remediation: {
    text: 'Replace the rule by one rule for each port that must be public, and close the rest.',
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.hetzner.com/cloud/firewalls/overview/',
  ],
  evaluate: (firewall) =>
    closedToInternet(firewall, [
      coversEverything,
      (rule) => coversEveryPort(rule, 'tcp'),
      (rule) => coversEveryPort(rule, 'udp'),
    ]),
});

/** Port 0 is never served, so a range from 1 leaves nothing out. */
function coversEveryPort(rule: FirewallRule, protocol: 'tcp' | 'udp'): boolean {
  return (
    (rule.protocol === 'all' || rule.protocol === protocol) &&
    (rule.fromPort ?? 0) <= 1 &&
    (rule.toPort ?? 65535) >= 65535
  );
}
