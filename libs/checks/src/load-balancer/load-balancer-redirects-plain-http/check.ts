import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';
import { portsOf } from '../listener-ports';

export const loadBalancerRedirectsPlainHttp = defineCheck({
  id: 'load-balancer-redirects-plain-http',
  title: 'Public load balancer serves nothing over plain HTTP',
  severity: 'medium',
  appliesTo: 'load_balancer',
  risk: 'Whoever is on the way between visitors and the load balancer reads and changes what they send and get.',
  remediation: {
    text: 'Redirect plain HTTP to HTTPS, or take its listener away.',
    aws: 'Make "Redirect to HTTPS" the default action of the HTTP listener. A classic load balancer cannot redirect: replace it by an Application Load Balancer.',
    azure:
      'Give the routing rule of the HTTP listener a redirect whose target is the HTTPS listener.',
    hetzner: 'Make the service one of HTTPS with "HTTP redirect" switched on.',
    digitalocean: 'Switch "SSL redirect" on in the settings of the load balancer.',
  },
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1',
    'https://learn.microsoft.com/azure/application-gateway/redirect-overview',
  ],
  evaluate: ({ attributes: { internetFacing, listeners } }) => {
    if (internetFacing === null) return unknown('whether it faces the Internet was not observed');
    if (!internetFacing) return pass();
    if (listeners === null) return unknown('its listeners were not observed');
    const plain = listeners.filter(({ protocol }) => protocol === 'http');
    const serving = plain.filter(({ redirectsToHttps }) => redirectsToHttps === false);
    if (serving.length > 0) return fail(`plain HTTP is served on ${portsOf(serving)}`);
    if (plain.some(({ redirectsToHttps }) => redirectsToHttps === null)) {
      return unknown(`whether HTTP on ${portsOf(plain)} is redirected was not observed`);
    }
    const odd = listeners.filter(({ protocol }) => protocol === null);
    return odd.length > 0 ? unknown(`the protocol on ${portsOf(odd)} was not observed`) : pass();
  },
});
