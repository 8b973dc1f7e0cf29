import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toClassicLoadBalancer } from './load-balancers.mapper';

const ACCOUNT = '123456789012';
const CERTIFICATE = `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/1`;
const EC2 = `arn:aws:ec2:eu-west-1:${ACCOUNT}`;

const BALANCER: LoadBalancerDescription = {
  LoadBalancerName: 'web',
  DNSName: 'web-1.eu-west-1.elb.amazonaws.com',
  Scheme: 'internet-facing',
  VPCId: 'vpc-0a',
  AvailabilityZones: ['eu-west-1a', 'eu-west-1b'],
  Instances: [{ InstanceId: 'i-0a' }],
  SecurityGroups: ['sg-0a'],
  CreatedTime: new Date('2015-01-02T03:04:05Z'),
  ListenerDescriptions: [
    {
      Listener: {
        Protocol: 'HTTPS',
        LoadBalancerPort: 443,
        InstancePort: 80,
        SSLCertificateId: CERTIFICATE,
      },
      PolicyNames: ['ELBSecurityPolicy-2016-08'],
    },
  ],
};

const map = (balancer: LoadBalancerDescription): ReturnType<typeof toClassicLoadBalancer> =>
  toClassicLoadBalancer(balancer, [{ Key: 'team', Value: 'web' }], 'eu-west-1', ACCOUNT);

describe('toClassicLoadBalancer', () => {
  it('maps a balancer on the Internet', () => {
    const balancer = map(BALANCER);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer).toMatchObject({
      resourceId: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/web`,
      name: 'web',
      zone: null,
      state: 'running',
      isPublic: true,
      tags: { team: 'web' },
      relationships: [
        { kind: 'runs_in', resourceId: `${EC2}:vpc/vpc-0a` },
        { kind: 'protected_by', resourceId: `${EC2}:security-group/sg-0a` },
        { kind: 'targets', resourceId: `${EC2}:instance/i-0a` },
        { kind: 'uses', resourceId: CERTIFICATE },
      ],
      attributes: {
        kind: 'classic',
        internetFacing: true,
        dnsName: 'web-1.eu-west-1.elb.amazonaws.com',
        listeners: [
          {
            protocol: 'https',
            fromPort: 443,
            toPort: 443,
            redirectsToHttps: false,
            tlsPolicy: 'ELBSecurityPolicy-2016-08',
            minimumTlsVersion: '1.0',
            certificateIds: [CERTIFICATE],
          },
        ],
      },
    });
  });

  it('tells cookies from the policy of TLS', () => {
    const Listener = { Protocol: 'SSL', LoadBalancerPort: 993, InstancePort: 993 };
    const PolicyNames = ['cookie', 'our-own'];
    const balancer = map({
      ...BALANCER,
      ListenerDescriptions: [{ Listener, PolicyNames }],
      Policies: { LBCookieStickinessPolicies: [{ PolicyName: 'cookie' }] },
    });
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'tls', tlsPolicy: 'our-own', minimumTlsVersion: null, certificateIds: [] },
    ]);
    expect(map({ ...BALANCER, ListenerDescriptions: undefined })?.attributes.listeners).toBeNull();
  });

  it('does not redirect plain HTTP, whatever its machines do', () => {
    const Listener = { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 };
    const balancer = map({ ...BALANCER, ListenerDescriptions: [{ Listener, PolicyNames: [] }] });
    expect(balancer?.attributes.listeners).toMatchObject([{ redirectsToHttps: false }]);
  });

  it.each([
    ['internal', false],
    ['constructor', null],
    [undefined, null],
  ])('with the scheme %s faces the Internet: %s', (Scheme, internetFacing) => {
    expect(map({ ...BALANCER, Scheme })).toMatchObject({
      isPublic: internetFacing,
      attributes: { internetFacing },
    });
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(BALANCER, ['LoadBalancerName'])) {
      expect([what, discoveredResourceSchema.safeParse(map(odd)).error]).toEqual([what, undefined]);
    }
    expect(map({ ...BALANCER, LoadBalancerName: undefined })).toBeNull();
  });
});
