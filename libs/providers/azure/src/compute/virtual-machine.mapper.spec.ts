import { readInterface } from '../network/network-interface.mapper';
import { oddities } from '../testing/odd-payloads';
import { GROUP_ID, IP_ID, NSG_ID, rawNic, SUBNET_ID, VM_ID, VNET_ID } from '../testing/payloads';
import { powerStateOf } from './power-states';
import { toVirtualMachine, type MachineContext } from './virtual-machine.mapper';

const raw = {
  name: 'cctestvm',
  id: VM_ID,
  type: 'Microsoft.Compute/virtualMachines',
  location: 'southcentralus',
  tags: { testtag: 'testvalue', schedule: 'on=(M-U,8);off=(M-U,18);tz=pt' },
  zones: ['2'],
  identity: { type: 'SystemAssigned', principalId: '356d057d-cba5-44dd-8a30-b2e547bc416b' },
  properties: {
    vmId: 'f6a6b9b2-9b99-45b0-8a18-025998fc74d0',
    hardwareProfile: { vmSize: 'Standard_A1_v2' },
    storageProfile: {
      imageReference: {
        publisher: 'Canonical',
        offer: 'UbuntuServer',
        sku: '16.04.0-LTS',
        version: 'latest',
        exactVersion: '16.04.202104290',
      },
      osDisk: { osType: 'Linux', diskSizeGB: 30 },
    },
    osProfile: { computerName: 'vmmilaytvhe7nwq', secrets: [] },
    networkProfile: { networkInterfaces: [{ id: rawNic.id }] },
    provisioningState: 'Succeeded',
    timeCreated: '2021-05-24T14:31:52.5911111+00:00',
  },
  resources: [{ id: `${VM_ID}/extensions/script1` }],
};

const addresses = new Map([[IP_ID.toLowerCase(), { address: '40.85.154.247', dnsName: null }]]);
const nic = readInterface(rawNic, addresses);
const price = { hourly: '0.043', currency: 'USD', source: 'azure:retail-prices' };
const context: MachineContext = {
  powerState: 'running',
  interfaces: nic === null ? [] : [nic],
  price,
};

describe('toVirtualMachine', () => {
  it('reads a machine with its state and addresses', () => {
    expect(toVirtualMachine(raw, context)).toEqual({
      resourceId: VM_ID.toLowerCase(),
      resourceType: 'vm',
      nativeType: 'Microsoft.Compute/virtualMachines',
      name: 'cctestvm',
      region: 'southcentralus',
      zone: '2',
      state: 'running',
      nativeState: 'running',
      size: 'Standard_A1_v2',
      privateIps: ['172.20.2.4', '172.20.2.5'],
      publicIps: ['40.85.154.247'],
      isPublic: true,
      tags: raw.tags,
      createdAt: '2021-05-24T14:31:52.591Z',
      relationships: [
        ...[VNET_ID.toLowerCase(), SUBNET_ID.toLowerCase(), GROUP_ID]
          .sort()
          .map((resourceId) => ({ kind: 'runs_in', resourceId })),
        { kind: 'protected_by', resourceId: NSG_ID.toLowerCase() },
      ],
      price,
      attributes: {
        cpuCount: null,
        memoryMib: null,
        imageId: 'Canonical:UbuntuServer:16.04.0-LTS:latest',
        metadataTokenRequired: null,
        identityId: '356d057d-cba5-44dd-8a30-b2e547bc416b',
        architecture: null,
      },
      raw,
    });
  });

  it.each([
    ['running', 'running'],
    ['deallocated', 'stopped'],
    ['stopped', 'stopped'],
    ['starting', 'pending'],
    ['deallocating', 'pending'],
    ['hibernating', 'unknown'],
  ])('reads the power state %s as %s', (powerState, state) => {
    const machine = toVirtualMachine(raw, { ...context, powerState });
    expect(machine).toMatchObject({ state, nativeState: powerState });
  });

  it.each([
    ['Succeeded', 'unknown'],
    ['Creating', 'pending'],
    ['Failed', 'error'],
  ])('makes of %s without a power state %s', (provisioningState, state) => {
    const payload = { ...raw, properties: { ...raw.properties, provisioningState } };
    const machine = toVirtualMachine(payload, { ...context, powerState: null });
    expect(machine).toMatchObject({ state, nativeState: provisioningState });
  });

  it('does not say that a machine is not public when its interfaces were not read', () => {
    const unread = toVirtualMachine(raw, { ...context, interfaces: null });
    expect(unread).toMatchObject({ isPublic: null, publicIps: [], privateIps: [] });
    expect(toVirtualMachine(raw, { ...context, interfaces: [] })?.isPublic).toBe(false);
  });

  it('names a user-assigned identity and an own image by their ids', () => {
    const identity =
      '/subscriptions/s/resourceGroups/G/providers/Microsoft.ManagedIdentity/userAssignedIdentities/X';
    const image = '/subscriptions/s/resourceGroups/G/providers/Microsoft.Compute/images/Golden';
    const payload = {
      ...raw,
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      properties: { ...raw.properties, storageProfile: { imageReference: { id: image } } },
    };
    expect(toVirtualMachine(payload, context)?.attributes).toMatchObject({
      identityId: identity.toLowerCase(),
      imageId: image.toLowerCase(),
    });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((payload) => toVirtualMachine(payload, context), raw)).toEqual([]);
  });
});

describe('powerStateOf', () => {
  it('finds the power state among the codes of the instance view', () => {
    const statuses = [
      null,
      { code: 'ProvisioningState/succeeded' },
      { code: 'PowerState/Running' },
    ];
    expect(powerStateOf({ properties: { instanceView: { statuses } } })).toBe('running');
    expect(powerStateOf({ properties: { instanceView: null } })).toBeNull();
    expect(powerStateOf(null)).toBeNull();
  });
});
