import { NETWORK, PROJECT, SUBNET } from '../testing/payloads';
import { toNetwork } from './network.mapper';
import { toSubnet } from './subnet.mapper';

const vrack = 'urn:v1:eu:resource:vrack:pn-1';
const place = { project: PROJECT, region: 'GRA11', networkId: 'net-1', vrack };

describe('toNetwork', () => {
  it('maps a private network with the ranges of its subnets', () => {
    const subnets = [{ cidr: '10.2.0.0/24' }, SUBNET, { cidr: '10.2.0.0/24' }, null];
    expect(toNetwork(NETWORK, subnets, place)).toMatchObject({
      resourceId: `${PROJECT}/network/net-1`,
      resourceType: 'network',
      name: 'backend',
      region: 'GRA11',
      state: 'running',
      isPublic: false,
      relationships: [{ kind: 'runs_in', resourceId: vrack }],
      attributes: { cidrs: ['10.1.0.0/16', '10.2.0.0/24'], isDefault: false },
    });
  });

  it('maps a public one, which has no VLAN and may not tell its region', () => {
    const shared = { ...NETWORK, visibility: 'public', vlanId: null, region: null };
    expect(toNetwork(shared, [], place)).toMatchObject({
      isPublic: true,
      region: 'GRA11',
      relationships: [],
    });
  });

  it.each([
    ['of a project without one', NETWORK, null],
    ['that has no VLAN', { ...NETWORK, vlanId: null }, vrack],
    ['of unknown visibility', { ...NETWORK, visibility: null }, vrack],
  ])('is in no vRack as a network %s', (_what, raw, ofProject) => {
    expect(toNetwork(raw, [], { ...place, vrack: ofProject }).relationships).toEqual([]);
  });

  it.each([
    ['BUILDING', 'pending'],
    ['ERROR', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toNetwork({ ...NETWORK, status }, [], place).state).toBe(state);
  });
});

describe('toSubnet', () => {
  it('maps a subnet, which often has no name', () => {
    expect(toSubnet(SUBNET, place)).toMatchObject({
      resourceId: `${PROJECT}/subnet/sub-1`,
      resourceType: 'subnet',
      name: null,
      region: 'GRA11',
      relationships: [{ kind: 'runs_in', resourceId: `${PROJECT}/network/net-1` }],
      attributes: { cidrs: ['10.1.0.0/16'], assignsPublicIp: false },
    });
  });

  it.each([
    ['57.128.0.0/22', true],
    ['2001:41d0::/56', true],
    ['nonsense', null],
    [null, null],
  ])('of the range %p says that its addresses are public: %p', (cidr, expected) => {
    const subnet = toSubnet({ ...SUBNET, cidr }, place);
    expect(subnet?.attributes.assignsPublicIp).toBe(expected);
  });

  it('is nothing without an id', () => {
    expect(toSubnet({ cidr: '10.0.0.0/8' }, place)).toBeNull();
  });
});
