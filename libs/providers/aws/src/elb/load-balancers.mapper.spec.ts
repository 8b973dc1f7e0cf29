import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toClassicLoadBalancer } from './load-balancers.mapper';

const ACCOUNT = '123456789012';
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
      Listener: { Protocol: 'HTTPS', LoadBalancerPort: 443, InstancePort: 80 },
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
      ],
      attributes: {
        kind: 'classic',
        internetFacing: true,
        dnsName: 'web-1.eu-west-1.elb.amazonaws.com',
      },
    });
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
