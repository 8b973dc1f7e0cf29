import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aMachine, ODD_VALUES } from '../testing/guest-facts.builder';
import { toMachine } from './machine.mapper';

const listed = (changes: object): ReturnType<typeof aMachine> => {
  const facts = aMachine();
  return { ...facts, guest: { ...facts.guest, listed: { ...facts.guest.listed, ...changes } } };
};

describe('toMachine', () => {
  it('maps a machine with everything', () => {
    const facts = aMachine();
    const machine = toMachine(facts);
    expect(machine).toEqual({
      resourceId: 'qemu/100',
      resourceType: 'vm',
      nativeType: 'qemu',
      name: 'shop-web-1',
      region: null,
      zone: 'pve1',
      state: 'running',
      nativeState: 'running',
      size: null,
      privateIps: ['10.0.0.10'],
      publicIps: ['5.9.1.2'],
      isPublic: true,
      tags: { prod: '', web: '' },
      createdAt: '2024-06-01T10:00:00.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: 'node/pve1' },
        { kind: 'runs_in', resourceId: 'network/pve1/vmbr0' },
        { kind: 'protected_by', resourceId: 'firewall/qemu/100' },
      ],
      price: null,
      attributes: {
        cpuCount: 4,
        memoryMib: 4096,
        imageId: null,
        metadataTokenRequired: null,
        identityId: null,
        architecture: null,
      },
      raw: { listed: facts.guest.listed, config: facts.config, interfaces: facts.interfaces },
    });
    expect(discoveredResourceSchema.safeParse(machine).error).toBeUndefined();
  });

  it.each([
    ['running', 'running'],
    ['stopped', 'stopped'],
    ['paused', 'stopped'],
    ['suspended', 'stopped'],
    ['prelaunch', 'pending'],
    ['unknown', 'unknown'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toMachine(listed({ status }))).toMatchObject({ state, nativeState: status });
  });

  it.each([
    [{ sockets: undefined, cores: '4' }, 4],
    [{ sockets: '2', cores: undefined }, 2],
    [{ sockets: undefined, cores: undefined }, 1],
    [{ vcpus: 3 }, 3],
    [{ cores: 'many' }, null],
  ])('counts the processors of %j as %p', (config, cpuCount) => {
    expect(toMachine(aMachine(config)).attributes).toMatchObject({ cpuCount });
  });

  it.each([
    [2048, 2048],
    ['2048', 2048],
    ['current=8192', 8192],
    [undefined, 512],
    ['much', null],
  ])('reads the memory %p as %p MiB', (memory, memoryMib) => {
    expect(toMachine(aMachine({ memory })).attributes).toMatchObject({ memoryMib });
  });

  it('knows the architecture where it is configured', () => {
    expect(toMachine(aMachine({ arch: 'aarch64' })).attributes).toMatchObject({
      architecture: 'arm64',
    });
  });

  it('takes the addresses of cloud-init where no agent tells any', () => {
    const config = {
      ipconfig0: 'ip=192.168.1.10/24,gw=192.168.1.1',
      ipconfig1: 'ip=dhcp,ip6=auto',
    };
    expect(toMachine(aMachine(config, { interfaces: null }))).toMatchObject({
      privateIps: ['192.168.1.10'],
      publicIps: [],
      isPublic: false,
    });
  });

  it('does not know whether it is public when nobody tells its addresses', () => {
    expect(toMachine(aMachine({}, { interfaces: null })).isPublic).toBeNull();
    expect(toMachine(aMachine({}, { interfaces: [] })).isPublic).toBe(false);
  });

  it('tells a template as the image that machines are made of', () => {
    const template = toMachine(
      aMachine({ template: 1, scsi1: 'local-lvm:base-100-disk-1,size=512M' }),
    );
    expect(template).toMatchObject({
      resourceId: 'qemu/100',
      resourceType: 'image',
      nativeType: 'qemu-template',
      attributes: {
        sizeGib: 32.5,
        architecture: null,
        operatingSystem: 'l26',
        encryptedAtRest: null,
      },
    });
    expect(discoveredResourceSchema.safeParse(template).error).toBeUndefined();
  });

  it.each(ODD_VALUES)('keeps the machine when every field is %p', (odd) => {
    const { config, guest } = aMachine();
    const strange = (fields: object): object =>
      Object.fromEntries(Object.keys(fields).map((field) => [field, odd]));
    const machine = toMachine(
      aMachine(strange({ ...config, arch: '' }) as Record<string, unknown>, {
        guest: { ...guest, listed: strange(guest.listed) as Record<string, unknown> },
        interfaces: [odd, { 'hardware-address': odd, 'ip-addresses': [odd], inet: odd }],
      }),
    );
    expect(machine.resourceId).toBe('qemu/100');
    expect(discoveredResourceSchema.safeParse(machine).error).toBeUndefined();
  });
});
