import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aContainer, aMachine, ODD_VALUES } from '../testing/guest-facts.builder';
import { diskSlots, toDisks } from './disk.mapper';

const NOBODY = new Set<number>();

describe('toDisks', () => {
  it('maps a disk in use', () => {
    const [disk, ...more] = toDisks(aMachine(), NOBODY);
    expect(more).toEqual([]);
    expect(disk).toMatchObject({
      resourceId: 'volume/local-lvm:vm-100-disk-0',
      resourceType: 'volume',
      nativeType: 'disk',
      name: 'vm-100-disk-0',
      zone: 'pve1',
      state: 'running',
      relationships: [
        { kind: 'attached_to', resourceId: 'qemu/100' },
        { kind: 'runs_in', resourceId: 'storage/pve1/local-lvm' },
      ],
      attributes: { sizeGib: 32, encryptedAtRest: null, kind: 'lvmthin' },
    });
    expect(discoveredResourceSchema.safeParse(disk).error).toBeUndefined();
  });

  it('maps a disk that is kept and not used, in a storage that cannot be seen', () => {
    const disks = toDisks(aMachine({ scsi0: undefined, unused3: 'ceph:vm-100-disk-7' }), NOBODY);
    expect(disks).toMatchObject([
      {
        resourceId: 'volume/ceph:vm-100-disk-7',
        nativeState: 'unused',
        relationships: [],
        attributes: { sizeGib: null, encryptedAtRest: null, kind: null },
      },
    ]);
  });

  it('tells a volume that is in two slots once', () => {
    const scsi1 = 'local-lvm:vm-100-disk-0,size=32G';
    expect(toDisks(aMachine({ scsi1 }), NOBODY)).toHaveLength(1);
  });

  it('leaves the disk of another guest to that one, unless it is gone', () => {
    const facts = aMachine({ scsi1: 'local-lvm:vm-200-disk-0,size=1G' });
    expect(toDisks(facts, new Set([100, 200]))).toHaveLength(1);
    expect(toDisks(facts, new Set([100]))).toHaveLength(2);
  });

  it('knows a linked clone by its own part', () => {
    const scsi0 = 'local-lvm:base-9000-disk-0/vm-100-disk-0,size=32G';
    expect(toDisks(aMachine({ scsi0 }), new Set([100, 9000]))).toMatchObject([
      { name: 'vm-100-disk-0' },
    ]);
  });

  it('maps the volumes of a container, and not directories of its node', () => {
    const disks = toDisks(
      aContainer({ mp1: 'ceph:vm-101-disk-1,mp=/srv,size=200G', dev0: '/dev/sdb' }),
      NOBODY,
    );
    expect(disks.map((disk) => disk.resourceId)).toEqual([
      'volume/ceph:vm-101-disk-1',
      'volume/local-lvm:vm-101-disk-0',
    ]);
  });

  it.each(ODD_VALUES)('survives slots that hold %p', (odd) => {
    for (const disk of toDisks(aMachine({ scsi0: odd, virtio0: odd, unused0: odd }), NOBODY)) {
      expect(discoveredResourceSchema.safeParse(disk).error).toBeUndefined();
    }
  });
});

describe('diskSlots', () => {
  it.each([
    ['ide2', 'none,media=cdrom'],
    ['ide2', 'cdrom,media=cdrom'],
    ['ide0', 'local-lvm:vm-100-cloudinit,media=cdrom'],
    ['scsi1', '/dev/disk/by-id/ata-example'],
    ['scsihw', 'virtio-scsi-pci'],
    ['net0', 'virtio=BC:24:11:2E:C5:4A,bridge=vmbr0'],
    ['hostpci0', '0000:01:00.0'],
  ])('does not take %s: %s for a volume', (key, value) => {
    expect(diskSlots('qemu', { [key]: value })).toEqual([]);
  });

  it.each([
    ['efidisk0', 'local-lvm:vm-100-disk-1,efitype=4m,size=4M', 4 / 1024],
    ['tpmstate0', 'local-lvm:vm-100-disk-2,size=4M,version=v2.0', 4 / 1024],
    ['virtio15', 'file=local:100/vm-100-disk-0.qcow2,size=10G', 10],
  ])('takes %s: %s for a volume', (key, value, sizeGib) => {
    expect(diskSlots('qemu', { [key]: value })).toMatchObject([{ key, sizeGib }]);
  });
});
