import type { DistributionSummary, Tag } from '@aws-sdk/client-cloudfront';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toCdn } from './distributions.mapper';

const ARN = 'arn:aws:cloudfront::123456789012:distribution/E1A2B3C4D5E6F7';

/** As ListDistributions tells one of the first lists in it, the others empty. */
const DISTRIBUTION = {
  Id: 'E1A2B3C4D5E6F7',
  ARN,
  Status: 'Deployed',
  LastModifiedTime: new Date('2025-03-01T00:00:00Z'),
  DomainName: 'd111111abcdef8.cloudfront.net',
  Aliases: { Quantity: 2, Items: ['www.example.com', 'shop.example.com'] },
  Origins: { Quantity: 1, Items: [{ Id: 'shop', DomainName: 'origin.example.com' }] },
  DefaultCacheBehavior: { TargetOriginId: 'shop', ViewerProtocolPolicy: 'redirect-to-https' },
  CacheBehaviors: {
    Quantity: 1,
    Items: [{ PathPattern: '/api/*', TargetOriginId: 'shop', ViewerProtocolPolicy: 'https-only' }],
  },
  CustomErrorResponses: { Quantity: 0 },
  Comment: 'The shop',
  PriceClass: 'PriceClass_100',
  Enabled: true,
  ViewerCertificate: {
    ACMCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1-2',
    MinimumProtocolVersion: 'TLSv1.2_2021',
  },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/1-2',
  HttpVersion: 'http2',
  IsIPV6Enabled: true,
  Staging: false,
} as const satisfies DistributionSummary;

describe('toCdn', () => {
  const valid = (changes: object = {}, tags?: Tag[]) => {
    const resource = toCdn({ ...DISTRIBUTION, ...changes } as never, tags);
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a distribution with names of its own', () => {
    expect(valid({}, [{ Key: 'team', Value: 'web' }])).toMatchObject({
      resourceId: ARN,
      nativeType: 'AWS::CloudFront::Distribution',
      name: 'shop.example.com',
      region: null,
      state: 'running',
      nativeState: 'Deployed',
      isPublic: true,
      tags: { team: 'web' },
      attributes: {
        domainNames: ['d111111abcdef8.cloudfront.net', 'shop.example.com', 'www.example.com'],
        httpsOnly: true,
        minimumTlsVersion: '1.2',
        webFirewallId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/1-2',
        accessLogged: null,
      },
    });
  });

  it('maps one without, which has no list of them', () => {
    expect(valid({ Aliases: { Quantity: 0 }, WebACLId: '' })).toMatchObject({
      name: 'd111111abcdef8.cloudfront.net',
      attributes: { domainNames: ['d111111abcdef8.cloudfront.net'], webFirewallId: null },
    });
  });

  it.each([
    [true, 'Deployed', 'running', true],
    [false, 'Deployed', 'stopped', false],
    [true, 'InProgress', 'pending', true],
    [true, 'constructor', 'unknown', true],
    [undefined, 'Deployed', 'unknown', null],
  ])('enabled %s and %s, is %s', (Enabled, Status, state, isPublic) => {
    expect(valid({ Enabled, Status })).toMatchObject({ state, isPublic });
  });

  it.each([
    ['https-only', [], true],
    ['redirect-to-https', ['https-only'], true],
    ['allow-all', ['https-only'], false],
    ['https-only', ['https-only', 'allow-all'], false],
    ['https-only', [undefined, 'allow-all'], false],
    ['https-only', [undefined], null],
    ['something-new', [], null],
    [undefined, [], null],
  ])('with the policies %s and %j, refuses plain HTTP: %s', (first, others, httpsOnly) => {
    const Items = others.map((ViewerProtocolPolicy) => ({ ViewerProtocolPolicy }));
    const cdn = valid({
      DefaultCacheBehavior: { ViewerProtocolPolicy: first },
      CacheBehaviors: { Quantity: Items.length, ...(Items.length > 0 && { Items }) },
    });
    expect(cdn?.attributes.httpsOnly).toBe(httpsOnly);
  });

  it.each([
    ['TLSv1.3_2025', '1.3'],
    ['TLSv1.2_2018', '1.2'],
    ['TLSv1.1_2016', '1.1'],
    ['TLSv1_2016', '1.0'],
    ['TLSv1', '1.0'],
    ['SSLv3', 'SSLv3'],
    [undefined, null],
  ])('of the security policy %s, takes the version %s', (MinimumProtocolVersion, version) => {
    const cdn = valid({ ViewerCertificate: { MinimumProtocolVersion } });
    expect(cdn?.attributes.minimumTlsVersion).toBe(version);
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    for (const { odd } of oddPayloads<object>(DISTRIBUTION, ['ARN'])) {
      const { error } = discoveredResourceSchema.safeParse(toCdn(odd as never, []));
      expect(error).toBeUndefined();
    }
    expect(toCdn({ ...DISTRIBUTION, ARN: undefined } as never, [])).toBeNull();
  });
});
