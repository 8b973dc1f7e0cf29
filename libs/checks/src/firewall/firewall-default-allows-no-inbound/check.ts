import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';
import { describeTraffic } from '../internet-exposure';

export const firewallDefaultAllowsNoInbound = defineCheck({
  id: 'firewall-default-allows-no-inbound',
  title: 'Default firewall allows no inbound traffic',
  severity: 'medium',
  appliesTo: 'firewall',
  risk: 'Machines started without naming a firewall get the default one, and with it traffic nobody decided to allow.',
  remediation: {
    text: 'Remove every inbound rule of the default firewall and give each machine a firewall of its own.',
    aws: 'Delete all rules of the security group named "default" in each VPC; it cannot be deleted itself.',
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.isDefault === false) return pass();
    const allowed = attributes.rules.filter(
      (rule) => rule.direction === 'inbound' && rule.action === 'allow',
    );
    if (allowed.length === 0) return pass();
    if (attributes.isDefault === null) {
      return unknown('whether it is the default firewall was not observed');
    }
    const traffic = [...new Set(allowed.map(describeTraffic))];
    return fail(`the default firewall allows ${traffic.slice(0, 5).join(', ')} inbound`);
  },
});
