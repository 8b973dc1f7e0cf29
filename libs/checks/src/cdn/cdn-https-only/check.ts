import { defineCheck, fail, pass, unknown } from '@skyledger/check-sdk';

export const cdnHttpsOnly = defineCheck({
  id: 'cdn-https-only',
  title: 'CDN serves nothing over plain HTTP',
  severity: 'medium',
  appliesTo: 'cdn',
  risk: 'Whoever is on the way between visitors and the CDN reads and changes what they send and get.',
  remediation: {
    text: 'Refuse plain HTTP, or redirect it to HTTPS.',
    aws: 'Set "Viewer protocol policy" of every behavior of the distribution to "Redirect HTTP to HTTPS" or "HTTPS only".',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
  ],
  evaluate: ({ attributes }) => {
    if (attributes.httpsOnly === null) return unknown('whether it serves HTTP was not observed');
    return attributes.httpsOnly ? pass() : fail('plain HTTP is served');
  },
});
