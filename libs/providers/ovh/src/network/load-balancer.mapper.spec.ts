import { LOAD_BALANCER, PROJECT } from '../testing/payloads';
import { toLoadBalancer } from './load-balancer.mapper';

const map = (fields: object = {}): ReturnType<typeof toLoadBalancer> =>
  toLoadBalancer({ ...LOAD_BALANCER, ...fields }, PROJECT, 'GRA11');

describe('toLoadBalancer', () => {
  it('maps one that a floating address leads to', () => {
    expect(map()).toMatchObject({
      resourceId: `${PROJECT}/loadBalancer/${LOAD_BALANCER.id}`,
      resourceType: 'load_balancer',
      name: 'front',
      state: 'running',
      privateIps: ['10.1.0.9'],
      publicIps: ['141.94.1.3'],
      isPublic: true,
      createdAt: '2025-01-02T03:04:05.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `${PROJECT}/network/net-1` },
        { kind: 'runs_in', resourceId: `${PROJECT}/subnet/sub-1` },
      ],
      attributes: { kind: null, internetFacing: true, dnsName: null, listeners: null },
    });
  });

  it.each([
    ['an address of the public network', { floatingIp: null, vipAddress: '57.128.1.1' }, true],
    ['a private address alone', { floatingIp: null }, false],
    ['no word about a floating address', { floatingIp: undefined }, null],
    ['no address of its own', { floatingIp: null, vipAddress: null }, null],
  ])('with %s is Internet-facing: %p', (_what, fields, expected) => {
    expect(map(fields)?.attributes.internetFacing).toBe(expected);
  });

  it.each([
    ['creating', 'pending'],
    ['error', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (provisioningStatus, state) => {
    expect(map({ provisioningStatus })?.state).toBe(state);
  });
});
