import { defineCheck } from '@skyledger/check-sdk';
import { coversPort } from '@skyledger/resource-model';
import { closedToInternet } from '../internet-exposure';

export const firewallNoRdpFromInternet = defineCheck({
  id: 'firewall-no-rdp-from-internet',
  title: 'Firewall does not let the Internet reach RDP (TCP and UDP 3389)',
  severity: 'high',
  appliesTo: 'firewall',
  risk: 'Open remote desktops are a usual way in for ransomware: passwords are guessed and flaws of the service used before anyone has signed in.',
  remediation: {
    text: 'Allow port 3389 only from the addresses administrators work from, or put a VPN or a remote desktop gateway in front.',
    aws: 'Remove the inbound rule from the security group and use Fleet Manager or Session Manager port forwarding.',
    hetzner:
      'Replace "Any IPv4" and "Any IPv6" in the inbound rule for port 3389 by your own networks.',
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://learn.microsoft.com/windows-server/remote/remote-desktop-services/clients/remote-desktop-allow-outside-access',
  ],
  evaluate: (firewall) =>
    closedToInternet(firewall, [
      (rule) => coversPort(rule, 'tcp', 3389),
      (rule) => coversPort(rule, 'udp', 3389),
    ]),
});
