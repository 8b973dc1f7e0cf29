import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aMachine } from '../testing/guest-facts.builder';
import { toSnapshot } from './snapshot.mapper';

const { guest } = aMachine();
const aSnapshot = (changes: object = {}): object => ({
  name: 'before-upgrade',
  description: 'Before upgrade',
  snaptime: 1_693_252_591,
  vmstate: 1,
  ...changes,
});

describe('toSnapshot', () => {
  it('maps a snapshot', () => {
    const snapshot = toSnapshot(guest, aSnapshot());
    expect(snapshot).toMatchObject({
      resourceId: 'qemu/100/snapshot/before-upgrade',
      resourceType: 'snapshot',
      nativeType: 'qemu-snapshot',
      name: 'before-upgrade',
      createdAt: '2023-08-28T19:56:31.000Z',
      relationships: [{ kind: 'attached_to', resourceId: 'qemu/100' }],
      attributes: { sourceId: 'qemu/100', isShared: false, encryptedAtRest: null },
    });
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
  });

  it.each([null, 'snapshot', {}, aSnapshot({ name: null }), aSnapshot({ name: 'current' })])(
    'is null for %p',
    (raw) => {
      expect(toSnapshot(guest, raw)).toBeNull();
    },
  );

  it.each([null, 'now', -1, {}])('does not know when it was made for %p', (snaptime) => {
    expect(toSnapshot(guest, aSnapshot({ snaptime }))?.createdAt).toBeNull();
  });
});
