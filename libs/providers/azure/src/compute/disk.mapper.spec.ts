import { oddities } from '../testing/odd-payloads';
import { VM_ID } from '../testing/payloads';
import { toDisk } from './disk.mapper';
import { toImage } from './image.mapper';
import { toSnapshot } from './snapshot.mapper';

const base = '/subscriptions/s/resourceGroups/myResourceGroup/providers/Microsoft.Compute';

const disk = {
  name: 'myManagedDisk1',
  id: `${base}/disks/myManagedDisk1`,
  type: 'Microsoft.Compute/disks',
  location: 'westus',
  tags: { department: 'Development' },
  managedBy: VM_ID,
  managedByExtended: [VM_ID],
  sku: { name: 'Premium_LRS', tier: 'Premium' },
  properties: {
    creationData: { createOption: 'Empty' },
    diskSizeGB: 200,
    encryption: { type: 'EncryptionAtRestWithPlatformKey' },
    timeCreated: '2016-12-28T04:41:35.9278721+00:00',
    provisioningState: 'Succeeded',
    diskState: 'Attached',
    tier: 'P15',
  },
};

describe('toDisk', () => {
  it('reads a disk and the machine it is attached to', () => {
    expect(toDisk(disk, null)).toMatchObject({
      resourceId: disk.id.toLowerCase(),
      nativeType: 'Microsoft.Compute/disks',
      state: 'running',
      nativeState: 'Attached',
      size: 'P15',
      createdAt: '2016-12-28T04:41:35.927Z',
      relationships: [
        { kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/myresourcegroup' },
        { kind: 'attached_to', resourceId: VM_ID.toLowerCase() },
      ],
      attributes: { sizeGib: 200, encryptedAtRest: true, kind: 'Premium_LRS' },
    });
  });

  it('does not claim an encryption that was not told', () => {
    const properties = { ...disk.properties, encryption: undefined };
    expect(toDisk({ ...disk, properties }, null)?.attributes.encryptedAtRest).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((payload) => toDisk(payload, null), disk)).toEqual([]);
  });
});

describe('toSnapshot', () => {
  const snapshot = {
    name: 'mySnapshot1',
    id: `${base}/snapshots/mySnapshot1`,
    location: 'westus',
    sku: { name: 'Standard_ZRS' },
    properties: {
      creationData: {
        createOption: 'Copy',
        sourceResourceId: disk.id.slice(1),
      },
      diskSizeGB: 200,
      encryption: { type: 'EncryptionAtRestWithCustomerKey' },
      timeCreated: '2016-12-28T04:47:30.6630569+00:00',
      provisioningState: 'Succeeded',
    },
  };

  it('reads a snapshot and names its source, written without the slash in front, as it is listed', () => {
    expect(toSnapshot(snapshot)).toMatchObject({
      state: 'running',
      attributes: {
        sizeGib: 200,
        encryptedAtRest: true,
        sourceId: toDisk(disk, null)?.resourceId,
        isShared: false,
      },
    });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toSnapshot, snapshot)).toEqual([]);
  });
});

describe('toImage', () => {
  const image = {
    name: 'golden',
    id: `${base}/images/golden`,
    location: 'westus',
    properties: {
      storageProfile: { osDisk: { osType: 'Windows', diskSizeGB: 127 } },
      provisioningState: 'Succeeded',
    },
  };

  it('reads an image', () => {
    expect(toImage(image)?.attributes).toEqual({
      sizeGib: 127,
      architecture: null,
      operatingSystem: 'windows',
      encryptedAtRest: true,
    });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toImage, image)).toEqual([]);
  });
});
