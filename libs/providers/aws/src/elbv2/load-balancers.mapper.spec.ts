import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toLoadBalancer } from './load-balancers.mapper';

const ARN =
  'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188';

function aBalancer(changes: Partial<LoadBalancer> = {}): LoadBalancer {
  return {
    LoadBalancerArn: ARN,
    LoadBalancerName: 'web',
    DNSName: 'web-1.eu-west-1.elb.amazonaws.com',
    CreatedTime: new Date('2025-03-01T00:00:00Z'),
    Scheme: 'internet-facing',
    VpcId: 'vpc-0a1',
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: [{ ZoneName: 'eu-west-1a' }, { ZoneName: 'eu-west-1b' }],
    SecurityGroups: ['sg-0b', 'sg-0a'],
    ...changes,
  };
}

const UNTOLD = { tags: undefined, listeners: undefined };
const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/1';

const HTTPS: Listener = {
  ListenerArn: ARN.replace('loadbalancer', 'listener'),
  LoadBalancerArn: ARN,
  Port: 443,
  Protocol: 'HTTPS',
  Certificates: [{ CertificateArn: CERTIFICATE }],
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  DefaultActions: [{ Type: 'forward', TargetGroupArn: 'arn:of:targets' }],
};
const REDIRECT: Listener = {
  ListenerArn: HTTPS.ListenerArn,
  LoadBalancerArn: ARN,
  Port: 80,
  Protocol: 'HTTP',
  DefaultActions: [
    { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } },
  ],
};

describe('toLoadBalancer', () => {
  it('maps an application load balancer on the Internet', () => {
    const balancer = toLoadBalancer(aBalancer(), {
      tags: [{ Key: 'team', Value: 'web' }],
      listeners: [],
    });
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer).toMatchObject({
      resourceId: ARN,
      name: 'web',
      region: 'eu-west-1',
      zone: null,
      state: 'running',
      isPublic: true,
      tags: { team: 'web' },
      createdAt: '2025-03-01T00:00:00.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: 'arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1' },
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a',
        },
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0b',
        },
      ],
      attributes: {
        kind: 'application',
        internetFacing: true,
        dnsName: 'web-1.eu-west-1.elb.amazonaws.com',
        listeners: [],
      },
    });
  });

  it('maps the fixed addresses of a network load balancer', () => {
    const balancer = toLoadBalancer(
      aBalancer({
        Type: 'network',
        Scheme: 'internal',
        SecurityGroups: undefined,
        AvailabilityZones: [
          {
            ZoneName: 'eu-west-1a',
            LoadBalancerAddresses: [{ IpAddress: '52.0.0.1', PrivateIPv4Address: '10.0.0.9' }],
          },
        ],
      }),
      UNTOLD,
    );
    expect(balancer).toMatchObject({
      zone: 'eu-west-1a',
      isPublic: false,
      privateIps: ['10.0.0.9'],
      publicIps: ['52.0.0.1'],
    });
  });

  it('does not know the scheme of a gateway load balancer', () => {
    const balancer = toLoadBalancer(aBalancer({ Type: 'gateway', Scheme: undefined }), UNTOLD);
    expect(balancer).toMatchObject({
      isPublic: null,
      attributes: { internetFacing: null, listeners: null },
    });
  });

  it('keeps what it can read of odd payloads', () => {
    const odd = { State: null, AvailabilityZones: [null], SecurityGroups: 'sg', CreatedTime: 5 };
    const balancer = toLoadBalancer(aBalancer(odd as never), {
      tags: 'x' as never,
      listeners: 'x' as never,
    });
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer).toMatchObject({ state: 'unknown', createdAt: null, tags: {} });
  });

  it('is nothing without an ARN', () => {
    expect(toLoadBalancer(aBalancer({ LoadBalancerArn: undefined }), UNTOLD)).toBeNull();
  });

  it('tells what it listens on, and which certificates it uses', () => {
    const balancer = toLoadBalancer(aBalancer(), { tags: [], listeners: [HTTPS, REDIRECT] });
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer?.attributes.listeners).toEqual([
      {
        protocol: 'http',
        fromPort: 80,
        toPort: 80,
        redirectsToHttps: true,
        tlsPolicy: null,
        minimumTlsVersion: null,
        certificateIds: [],
      },
      {
        protocol: 'https',
        fromPort: 443,
        toPort: 443,
        redirectsToHttps: false,
        tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        minimumTlsVersion: '1.2',
        certificateIds: [CERTIFICATE],
      },
    ]);
    expect(balancer?.relationships).toContainEqual({ kind: 'uses', resourceId: CERTIFICATE });
    expect(balancer?.raw).toMatchObject({ LoadBalancerName: 'web', Listeners: [HTTPS, REDIRECT] });
  });

  it.each([
    ['forwards', false, [{ Type: 'forward' }]],
    ['redirects to another port', false, [{ Type: 'redirect', RedirectConfig: { Port: '8080' } }]],
    [
      'keeps the protocol',
      false,
      [{ Type: 'redirect', RedirectConfig: { Protocol: '#{protocol}' } }],
    ],
    ['does not tell what it does', null, undefined],
  ] as const)('a listener that %s redirects to HTTPS: %p', (_what, redirects, actions) => {
    const listener = { ...REDIRECT, DefaultActions: actions as Listener['DefaultActions'] };
    const balancer = toLoadBalancer(aBalancer(), { tags: [], listeners: [listener] });
    expect(balancer?.attributes.listeners).toMatchObject([{ redirectsToHttps: redirects }]);
  });

  it('is related to no certificate that IAM keeps', () => {
    const CertificateArn = 'arn:aws:iam::123456789012:server-certificate/old';
    const listener: Listener = { ...HTTPS, Protocol: 'TLS', Certificates: [{ CertificateArn }] };
    const balancer = toLoadBalancer(aBalancer(), { tags: [], listeners: [listener] });
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'tls', certificateIds: [CertificateArn] },
    ]);
    expect(balancer?.relationships.map(({ kind }) => kind)).not.toContain('uses');
  });

  it('keeps what it can read of odd listeners', () => {
    for (const { what, odd } of oddPayloads(HTTPS, [])) {
      const balancer = toLoadBalancer(aBalancer(), { tags: [], listeners: [odd] });
      expect([what, discoveredResourceSchema.safeParse(balancer).error]).toEqual([what, undefined]);
    }
  });
});
