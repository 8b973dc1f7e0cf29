import { defineCheck } from '@skyledger/check-sdk';
import { coversPort } from '@skyledger/resource-model';
import { closedToInternet } from '../internet-exposure';

export const firewallNoSshFromInternet = defineCheck({
  id: 'firewall-no-ssh-from-internet',
  title: 'Firewall does not let the Internet reach SSH (TCP 22)',
  severity: 'high',
  appliesTo: 'firewall',
  risk: 'Anyone can try passwords, stolen keys and new exploits against the SSH service of every machine behind the firewall.',
  remediation: {
    text: 'Allow TCP 22 only from the addresses administrators work from, or use a bastion host or VPN.',
    aws: 'Remove the inbound rule from the security group and reach instances through Session Manager or EC2 Instance Connect Endpoint.',
    hetzner:
      'Replace "Any IPv4" and "Any IPv6" in the inbound rule for port 22 by your own networks.',
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'https://docs.hetzner.com/cloud/firewalls/overview/',
  ],
  evaluate: (firewall) => closedToInternet(firewall, [(rule) => coversPort(rule, 'tcp', 22)]),
});
