import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
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

describe('toLoadBalancer', () => {
  it('maps an application load balancer on the Internet', () => {
    const balancer = toLoadBalancer(aBalancer(), [{ Key: 'team', Value: 'web' }]);
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
      undefined,
    );
    expect(balancer).toMatchObject({
      zone: 'eu-west-1a',
      isPublic: false,
      privateIps: ['10.0.0.9'],
      publicIps: ['52.0.0.1'],
    });
  });

  it('does not know the scheme of a gateway load balancer', () => {
    const balancer = toLoadBalancer(aBalancer({ Type: 'gateway', Scheme: undefined }), []);
    expect(balancer).toMatchObject({ isPublic: null, attributes: { internetFacing: null } });
  });

  it('keeps what it can read of odd payloads', () => {
    const odd = { State: null, AvailabilityZones: [null], SecurityGroups: 'sg', CreatedTime: 5 };
    const balancer = toLoadBalancer(aBalancer(odd as never), 'x' as never);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer).toMatchObject({ state: 'unknown', createdAt: null, tags: {} });
  });

  it('is nothing without an ARN', () => {
    expect(toLoadBalancer(aBalancer({ LoadBalancerArn: undefined }), [])).toBeNull();
  });
});
