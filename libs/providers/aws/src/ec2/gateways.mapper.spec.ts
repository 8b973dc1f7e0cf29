import type { InternetGateway, NatGateway } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toInternetGateway } from './internet-gateways.mapper';
import { toNatGateway } from './nat-gateways.mapper';

const ACCOUNT = '123456789012';
const ARN = `arn:aws:ec2:eu-west-1:${ACCOUNT}`;

describe('toInternetGateway', () => {
  const GATEWAY: InternetGateway = {
    InternetGatewayId: 'igw-0a',
    OwnerId: ACCOUNT,
    Attachments: [{ VpcId: 'vpc-0a', State: 'available' as never }],
    Tags: [{ Key: 'Name', Value: 'main' }],
  };

  it('maps a gateway with its VPC', () => {
    const gateway = toInternetGateway(GATEWAY, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(gateway).error).toBeUndefined();
    expect(gateway).toMatchObject({
      resourceId: `${ARN}:internet-gateway/igw-0a`,
      name: 'main',
      state: 'running',
      relationships: [{ kind: 'attached_to', resourceId: `${ARN}:vpc/vpc-0a` }],
      attributes: { kind: 'internet' },
    });
  });

  it.each([
    [[], 'stopped'],
    [[{ State: 'attaching' }], 'pending'],
    [[{ State: 'toString' }], 'unknown'],
    [undefined, 'unknown'],
  ])('with the attachments %j is %s', (Attachments, state) => {
    const odd = { ...GATEWAY, Attachments } as InternetGateway;
    expect(toInternetGateway(odd, 'eu-west-1')?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(GATEWAY, ['InternetGatewayId', 'OwnerId'])) {
      const gateway = toInternetGateway(odd, 'eu-west-1');
      expect([what, discoveredResourceSchema.safeParse(gateway).error]).toEqual([what, undefined]);
    }
    expect(toInternetGateway({ OwnerId: ACCOUNT }, 'eu-west-1')).toBeNull();
  });
});

describe('toNatGateway', () => {
  const GATEWAY: NatGateway = {
    NatGatewayId: 'nat-0a',
    VpcId: 'vpc-0a',
    SubnetId: 'subnet-0a',
    State: 'available',
    ConnectivityType: 'public',
    CreateTime: new Date('2025-01-02T03:04:05Z'),
    NatGatewayAddresses: [
      { PrivateIp: '10.0.1.9', PublicIp: '198.51.100.9', IsPrimary: true },
      { PrivateIp: '10.0.1.8', IsPrimary: false },
    ],
  };

  it('maps a gateway with its addresses, which lead nobody in', () => {
    const gateway = toNatGateway(GATEWAY, 'eu-west-1', ACCOUNT);
    expect(discoveredResourceSchema.safeParse(gateway).error).toBeUndefined();
    expect(gateway).toMatchObject({
      resourceId: `${ARN}:natgateway/nat-0a`,
      state: 'running',
      privateIps: ['10.0.1.8', '10.0.1.9'],
      publicIps: ['198.51.100.9'],
      isPublic: false,
      createdAt: '2025-01-02T03:04:05.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `${ARN}:vpc/vpc-0a` },
        { kind: 'runs_in', resourceId: `${ARN}:subnet/subnet-0a` },
      ],
      attributes: { kind: 'nat' },
    });
  });

  it.each([
    ['pending', 'pending'],
    ['failed', 'error'],
    ['deleting', 'pending'],
    ['constructor', 'unknown'],
  ])('maps the state %s to %s', (State, state) => {
    const gateway = { ...GATEWAY, State } as NatGateway;
    expect(toNatGateway(gateway, 'eu-west-1', ACCOUNT)?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(GATEWAY, ['NatGatewayId'])) {
      const gateway = toNatGateway(odd, 'eu-west-1', ACCOUNT);
      expect([what, discoveredResourceSchema.safeParse(gateway).error]).toEqual([what, undefined]);
    }
    expect(toNatGateway({}, 'eu-west-1', ACCOUNT)).toBeNull();
  });
});
