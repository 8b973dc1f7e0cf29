import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aContainer, ODD_VALUES } from '../testing/guest-facts.builder';
import { toContainer } from './container.mapper';

describe('toContainer', () => {
  it('maps a container with everything', () => {
    const container = toContainer(aContainer());
    expect(container).toMatchObject({
      resourceId: 'lxc/101',
      resourceType: 'container',
      nativeType: 'lxc',
      name: 'ct-1',
      zone: 'pve1',
      state: 'running',
      privateIps: ['192.168.3.95'],
      publicIps: [],
      isPublic: false,
      tags: { prod: '' },
      relationships: [
        { kind: 'runs_in', resourceId: 'node/pve1' },
        { kind: 'runs_in', resourceId: 'network/pve1/vmbr0' },
      ],
      attributes: { cpuCount: 2, memoryMib: 1024, imageId: null, unprivileged: true },
    });
    expect(discoveredResourceSchema.safeParse(container).error).toBeUndefined();
  });

  it.each([
    [1, true],
    ['1', true],
    [0, false],
    [undefined, false],
    ['odd', null],
  ])('reads unprivileged %p as %p', (unprivileged, expected) => {
    expect(toContainer(aContainer({ unprivileged })).attributes.unprivileged).toBe(expected);
  });

  it.each([
    [{ cores: '4' }, 4],
    [{ cores: undefined, cpulimit: '1.5' }, 1.5],
    [{ cores: undefined, cpulimit: 0 }, null],
    [{ cores: undefined }, null],
  ])('counts the processors of %j as %p', (config, cpuCount) => {
    expect(toContainer(aContainer(config)).attributes.cpuCount).toBe(cpuCount);
  });

  it('takes static addresses of the configuration while it does not run', () => {
    expect(toContainer(aContainer({}, { interfaces: null }))).toMatchObject({
      privateIps: ['192.168.3.95'],
      isPublic: false,
    });
    const net0 = 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:89:67:07,ip=dhcp,ip6=auto';
    expect(toContainer(aContainer({ net0 }, { interfaces: null }))).toMatchObject({
      privateIps: [],
      isPublic: null,
    });
  });

  it.each(ODD_VALUES)('keeps the container when every field is %p', (odd) => {
    const { config } = aContainer();
    const strange = Object.fromEntries(Object.keys(config).map((field) => [field, odd]));
    const container = toContainer(aContainer(strange, { interfaces: [odd] }));
    expect(discoveredResourceSchema.safeParse(container).error).toBeUndefined();
  });
});
