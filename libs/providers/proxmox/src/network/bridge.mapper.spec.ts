import { discoveredResourceSchema } from '@skyledger/resource-model';
import { ODD_VALUES } from '../testing/guest-facts.builder';
import { toBridge } from './bridge.mapper';

const aBridge = (changes: object = {}): object => ({
  iface: 'vmbr0',
  type: 'bridge',
  method: 'static',
  address: '192.168.1.101',
  netmask: '24',
  cidr: '192.168.1.101/24',
  cidr6: '2001:db8::7/64',
  active: '1',
  bridge_ports: 'eno1',
  ...changes,
});

describe('toBridge', () => {
  it('maps a bridge', () => {
    const bridge = toBridge('pve1', aBridge());
    expect(bridge).toMatchObject({
      resourceId: 'network/pve1/vmbr0',
      resourceType: 'network',
      nativeType: 'bridge',
      name: 'vmbr0',
      zone: 'pve1',
      state: 'running',
      nativeState: 'active',
      relationships: [{ kind: 'runs_in', resourceId: 'node/pve1' }],
      attributes: { cidrs: ['192.168.1.0/24', '2001:db8::/64'], isDefault: null },
    });
    expect(discoveredResourceSchema.safeParse(bridge).error).toBeUndefined();
  });

  it.each([
    [1, 'running'],
    [0, 'stopped'],
    [undefined, 'unknown'],
  ])('reads active %p as %s', (active, state) => {
    expect(toBridge('pve1', aBridge({ active }))?.state).toBe(state);
  });

  it.each(ODD_VALUES)('keeps the bridge when other fields are %p', (odd) => {
    const raw = aBridge({ type: odd, cidr: odd, cidr6: odd, active: odd });
    expect(discoveredResourceSchema.safeParse(toBridge('pve1', raw)).error).toBeUndefined();
  });

  it.each([null, {}, aBridge({ iface: '' })])('is null for %p', (raw) => {
    expect(toBridge('pve1', raw)).toBeNull();
  });
});
