import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';
import { speaksTls } from '@skyledger/resource-model';
import { isOldTls, tlsName } from '../../tls-version';
import { portsOf } from '../listener-ports';

export const loadBalancerModernTls = defineCheck({
  id: 'load-balancer-modern-tls',
  title: 'Load balancer refuses versions of TLS before 1.2',
  severity: 'medium',
  appliesTo: 'load_balancer',
  risk: 'Old versions have known weaknesses, which an attacker who can bring a client down to one uses to read along.',
  remediation: {
    text: 'Give every listener a policy whose least version is TLS 1.2.',
    aws: 'Choose ELBSecurityPolicy-TLS13-1-2-2021-06 or a later security policy; of a classic load balancer, ELBSecurityPolicy-TLS-1-2-2017-01.',
    azure: 'Choose the predefined TLS policy AppGwSslPolicy20220101 or AppGwSslPolicy20220101S.',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
    'https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview',
    'https://www.rfc-editor.org/rfc/rfc8996',
  ],
  evaluate: ({ attributes: { listeners } }) => {
    if (listeners === null) return unknown('its listeners were not observed');
    const encrypted = listeners.filter((listener) => speaksTls(listener));
    const old = encrypted.filter(
      ({ minimumTlsVersion: least }) => least !== null && isOldTls(least),
    );
    if (old.length > 0) {
      const versions = [...new Set(old.map((each) => tlsName(each.minimumTlsVersion ?? '')))];
      return fail(`${versions.sort().join(' and ')} is accepted on ${portsOf(old)}`);
    }
    const untold = encrypted.filter(
      ({ minimumTlsVersion: least }) => least === null || isOldTls(least) === null,
    );
    if (untold.length > 0) {
      return unknown(`the least version of TLS on ${portsOf(untold)} is not known`);
    }
    const odd = listeners.filter(({ protocol }) => protocol === null);
    return odd.length > 0 ? unknown(`the protocol on ${portsOf(odd)} was not observed`) : pass();
  },
});
