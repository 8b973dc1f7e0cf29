import { armId, groupOf, ownerOf, placement, related } from './arm-id';

const VM =
  '/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47/resourceGroups/TEST_VM/providers/Microsoft.Compute/virtualMachines/cctestvm';

describe('armId', () => {
  it('is the same however a service writes it', () => {
    const id = armId(VM);
    expect(id).toBe(VM.toLowerCase());
    expect(armId(VM.replace('TEST_VM', 'test_vm'))).toBe(id);
    expect(armId(VM.replace('resourceGroups', 'resourcegroups'))).toBe(id);
    expect(armId(VM.slice(1))).toBe(id);
    expect(armId(`${VM}/`)).toBe(id);
  });

  it.each([null, undefined, 42, '', '/', 'vm', '/subscriptions/x', '/providers/a/b', {}])(
    'is null for %p',
    (value) => {
      expect(armId(value)).toBeNull();
    },
  );
});

describe('parts of ids', () => {
  it('finds the resource group, and the owner of a part if it is of the type', () => {
    const id = VM.toLowerCase();
    expect(groupOf(id)).toBe(
      '/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47/resourcegroups/test_vm',
    );
    expect(groupOf('/subscriptions/x/providers/a')).toBeNull();
    expect(ownerOf(`${VM}/extensions/script1`, 'microsoft.compute/virtualmachines')).toBe(id);
    expect(ownerOf(VM, 'microsoft.network/networkinterfaces')).toBeNull();
  });

  it('places a resource in its subnets, their networks and its group, each once', () => {
    const subnet =
      '/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/v/subnets/a';
    const ids = placement('/subscriptions/s/resourcegroups/h/providers/x/y/z', [
      subnet,
      null,
      subnet,
    ]);
    expect(ids.map((each) => each.resourceId)).toEqual([
      '/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/v',
      subnet,
      '/subscriptions/s/resourcegroups/h',
    ]);
  });

  it('relates without gaps or repetition', () => {
    expect(related('targets', ['/b', null, '/a', undefined, '/b'])).toEqual([
      { kind: 'targets', resourceId: '/a' },
      { kind: 'targets', resourceId: '/b' },
    ]);
  });
});
