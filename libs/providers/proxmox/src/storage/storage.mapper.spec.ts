import { discoveredResourceSchema } from '@skyledger/resource-model';
import { ODD_VALUES } from '../testing/guest-facts.builder';
import { toStorage } from './storage.mapper';

const aStorage = (changes: object = {}): object => ({
  id: 'storage/pve1/local-lvm',
  storage: 'local-lvm',
  node: 'pve1',
  type: 'storage',
  plugintype: 'lvmthin',
  shared: 0,
  content: 'images,rootdir',
  status: 'available',
  disk: 20_000_000_000,
  maxdisk: 128_849_018_880,
  ...changes,
});

describe('toStorage', () => {
  it('maps a storage of one node', () => {
    const storage = toStorage(aStorage());
    expect(storage).toMatchObject({
      resourceId: 'storage/pve1/local-lvm',
      resourceType: 'volume',
      nativeType: 'storage',
      name: 'local-lvm',
      zone: 'pve1',
      state: 'running',
      relationships: [{ kind: 'runs_in', resourceId: 'node/pve1' }],
      attributes: { sizeGib: 120, encryptedAtRest: null, kind: 'lvmthin' },
    });
    expect(discoveredResourceSchema.safeParse(storage).error).toBeUndefined();
  });

  it.each([1, '1', true])('is one thing for all nodes when it is shared (%p)', (shared) => {
    expect(toStorage(aStorage({ shared }))).toMatchObject({
      resourceId: 'storage/local-lvm',
      zone: null,
      relationships: [],
    });
  });

  it('does not know the state and size that no node tells', () => {
    expect(toStorage(aStorage({ status: 'unknown', maxdisk: undefined }))).toMatchObject({
      state: 'unknown',
      attributes: { sizeGib: null },
    });
  });

  it.each(ODD_VALUES)('keeps the storage when other fields are %p', (odd) => {
    const raw = aStorage({ plugintype: odd, shared: odd, status: odd, maxdisk: odd, content: odd });
    expect(discoveredResourceSchema.safeParse(toStorage(raw)).error).toBeUndefined();
  });

  it.each([null, {}, aStorage({ node: null }), aStorage({ storage: 7 })])(
    'is null for %p',
    (raw) => {
      expect(toStorage(raw)).toBeNull();
    },
  );
});
