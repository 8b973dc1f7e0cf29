import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const vmNoPublicIp = defineCheck({
  id: 'vm-no-public-ip',
  title: 'Virtual machine has no public IP address',
  severity: 'medium',
  appliesTo: 'vm',
  risk: 'A machine with a public address depends on its firewall alone: one rule too many and its services are on the Internet.',
  remediation: {
    text: 'Put a load balancer or proxy in front of public services, a NAT gateway behind the rest, and remove the public address.',
    aws: 'Start the instance in a subnet that assigns no public address and release its Elastic IP.',
    hetzner: 'Switch the primary IPs of the server off and reach it through a private network.',
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',
    'https://docs.hetzner.com/cloud/servers/primary-ips/overview/',
  ],
  evaluate: ({ publicIps, isPublic }) => {
    if (publicIps.length > 0) return fail(`has the public address ${publicIps.join(', ')}`);
    if (isPublic === null) return unknown('public addresses were not observed');
    return isPublic ? fail('can be addressed from the Internet') : pass();
  },
});
