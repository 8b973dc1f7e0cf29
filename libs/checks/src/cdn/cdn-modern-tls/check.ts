import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';
import { isOldTls, tlsName } from '../../tls-version';

export const cdnModernTls = defineCheck({
  id: 'cdn-modern-tls',
  title: 'CDN refuses versions of TLS before 1.2',
  severity: 'medium',
  appliesTo: 'cdn',
  risk: 'Old versions have known weaknesses, which an attacker who can bring a visitor down to one uses to read along.',
  remediation: {
    text: 'Make TLS 1.2 the least version.',
    aws: 'Give the distribution a certificate and names of its own, and choose TLSv1.2_2021 or a later security policy. With the default certificate of CloudFront, it cannot be chosen.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
    'https://www.rfc-editor.org/rfc/rfc8996',
  ],
  evaluate: ({ attributes: { minimumTlsVersion: least } }) => {
    if (least === null) return unknown('the least version of TLS was not observed');
    const isOld = isOldTls(least);
    if (isOld === null) return unknown(`the version ${least} is not known`);
    return isOld ? fail(`${tlsName(least)} is accepted`) : pass();
  },
});
