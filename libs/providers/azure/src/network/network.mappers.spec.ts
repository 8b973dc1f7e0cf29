import { oddities } from '../testing/odd-payloads';
import {
  GROUP_ID,
  IP_ID,
  NIC_ID,
  NSG_ID,
  rawNic,
  SUBNET_ID,
  VM_ID,
  VNET_ID,
} from '../testing/payloads';
import { toLoadBalancer } from './load-balancer.mapper';
import { toNetworkInterface } from './network-interface.mapper';
import { toPublicAddress } from './public-address.mapper';
import { toSubnets, toVirtualNetwork } from './virtual-network.mapper';

const lower = (text: string): string => text.toLowerCase();
const addresses = new Map([
  [lower(IP_ID), { address: '40.85.154.247', dnsName: 'testlbl.westus.cloudapp.azure.com' }],
]);

describe('toNetworkInterface', () => {
  it('reads addresses, the primary ones first, and what it is attached to', () => {
    expect(toNetworkInterface(rawNic, addresses)).toMatchObject({
      resourceId: lower(NIC_ID),
      privateIps: ['172.20.2.4', '172.20.2.5'],
      publicIps: ['40.85.154.247'],
      isPublic: true,
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: lower(SUBNET_ID) },
        { kind: 'attached_to', resourceId: lower(VM_ID) },
        { kind: 'protected_by', resourceId: lower(NSG_ID) },
      ]),
      attributes: { macAddress: '00:0d:3a:1b:c7:21', sourceCheck: true },
    });
  });

  it('is public also when the address behind its public IP was not read', () => {
    expect(toNetworkInterface(rawNic, null)).toMatchObject({ isPublic: true, publicIps: [] });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((raw) => toNetworkInterface(raw, addresses), rawNic)).toEqual([]);
  });
});

describe('toPublicAddress', () => {
  const raw = {
    name: 'ip01',
    id: IP_ID,
    location: 'westus',
    sku: { name: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      ipAddress: '40.85.154.247',
      publicIPAllocationMethod: 'Static',
      ipConfiguration: { id: `${NIC_ID}/ipConfigurations/ipconfig1` },
    },
  };

  it('reads an address and who uses it', () => {
    expect(toPublicAddress(raw)).toMatchObject({
      publicIps: ['40.85.154.247'],
      isPublic: true,
      relationships: [
        { kind: 'runs_in', resourceId: GROUP_ID },
        { kind: 'attached_to', resourceId: lower(NIC_ID) },
      ],
      attributes: { address: '40.85.154.247', isStatic: true, isAttached: true },
    });
  });

  it('reads one that nobody uses, and one that is not told', () => {
    const properties = { ...raw.properties, ipConfiguration: undefined, ipAddress: undefined };
    expect(toPublicAddress({ ...raw, properties })).toMatchObject({
      publicIps: [],
      isPublic: null,
      attributes: { address: null, isAttached: false },
    });
    expect(toPublicAddress({ id: IP_ID })?.attributes.isAttached).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toPublicAddress, raw)).toEqual([]);
  });
});

describe('toVirtualNetwork', () => {
  const raw = {
    name: 'vnet1',
    id: VNET_ID,
    location: 'West US',
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/8', 'fd00::/48'] },
      subnets: [
        {
          name: 'Default',
          id: SUBNET_ID,
          properties: {
            addressPrefix: '10.0.0.0/24',
            networkSecurityGroup: { id: NSG_ID },
            provisioningState: 'Succeeded',
          },
        },
        {
          name: 'dual',
          id: `${VNET_ID}/subnets/dual`,
          properties: { addressPrefixes: ['10.1.0.0/24', 'fd00::/64'] },
        },
      ],
      provisioningState: 'Succeeded',
    },
  };

  it('reads a network with its subnets', () => {
    expect(toVirtualNetwork(raw)).toMatchObject({
      resourceId: lower(VNET_ID),
      region: 'westus',
      attributes: { cidrs: ['10.0.0.0/8', 'fd00::/48'], isDefault: false },
    });
    expect(toSubnets(raw)).toMatchObject([
      {
        resourceId: lower(SUBNET_ID),
        name: 'Default',
        region: 'westus',
        relationships: [
          { kind: 'runs_in', resourceId: GROUP_ID },
          { kind: 'runs_in', resourceId: lower(VNET_ID) },
          { kind: 'protected_by', resourceId: lower(NSG_ID) },
        ],
        attributes: { cidrs: ['10.0.0.0/24'], assignsPublicIp: false },
      },
      { attributes: { cidrs: ['10.1.0.0/24', 'fd00::/64'] } },
    ]);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toVirtualNetwork, raw)).toEqual([]);
    const [subnet] = raw.properties.subnets;
    const map = (payload: unknown): ReturnType<typeof toSubnets>[number] =>
      toSubnets({ ...raw, properties: { subnets: [payload] } })[0] ?? null;
    expect(oddities(map, subnet)).toEqual([]);
  });
});

describe('toLoadBalancer', () => {
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb';
  const raw = {
    name: 'lb',
    id,
    location: 'westus',
    sku: { name: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      frontendIPConfigurations: [
        { name: 'public', properties: { publicIPAddress: { id: IP_ID } } },
        { name: 'inside', properties: { privateIPAddress: '10.0.1.4', subnet: { id: SUBNET_ID } } },
      ],
      backendAddressPools: [
        {
          name: 'pool',
          properties: {
            backendIPConfigurations: [
              { id: `${NIC_ID}/ipConfigurations/ipconfig1` },
              {
                id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/a/virtualMachines/0/networkInterfaces/n/ipConfigurations/i',
              },
            ],
          },
        },
      ],
    },
  };

  const rule = (properties: object): object => ({ id: `${id}/rules/r`, properties });

  it('listens where its rules say, those to single machines among them', () => {
    const loadBalancingRules = [
      rule({ protocol: 'Tcp', frontendPort: 443, backendPort: 8443 }),
      rule({ protocol: 'All', frontendPort: 0, backendPort: 0 }),
    ];
    const inboundNatRules = [
      rule({
        protocol: 'Tcp',
        frontendPort: 0,
        frontendPortRangeStart: 500,
        frontendPortRangeEnd: 599,
      }),
    ];
    const properties = { ...raw.properties, loadBalancingRules, inboundNatRules };
    const balancer = toLoadBalancer({ ...raw, properties }, addresses);
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'all', fromPort: null, toPort: null },
      { protocol: 'tcp', fromPort: 443, toPort: 443, redirectsToHttps: false, certificateIds: [] },
      { protocol: 'tcp', fromPort: 500, toPort: 599 },
    ]);
    expect(toLoadBalancer(raw, addresses)?.attributes.listeners).toBeNull();
  });

  it('reads addresses, targets and where it stands', () => {
    expect(toLoadBalancer(raw, addresses)).toMatchObject({
      privateIps: ['10.0.1.4'],
      publicIps: ['40.85.154.247'],
      isPublic: true,
      size: 'Standard',
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: lower(SUBNET_ID) },
        { kind: 'targets', resourceId: lower(NIC_ID) },
      ]),
      attributes: {
        kind: 'standard',
        internetFacing: true,
        dnsName: 'testlbl.westus.cloudapp.azure.com',
      },
    });
    const targets = toLoadBalancer(raw, addresses)?.relationships.filter(
      (each) => each.kind === 'targets',
    );
    expect(targets).toHaveLength(1);
  });

  it('is internal with private frontends alone, and unknown without any told', () => {
    const [, inside] = raw.properties.frontendIPConfigurations;
    const internal = { ...raw, properties: { frontendIPConfigurations: [inside] } };
    expect(toLoadBalancer(internal, addresses)?.attributes.internetFacing).toBe(false);
    expect(toLoadBalancer({ id }, addresses)?.attributes.internetFacing).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((payload) => toLoadBalancer(payload, addresses), raw)).toEqual([]);
  });
});
