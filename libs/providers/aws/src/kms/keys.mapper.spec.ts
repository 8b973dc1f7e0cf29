import { discoveredResourceSchema } from '@skyledger/resource-model';
import type { DetailedKey } from './key-details';
import { toKey } from './keys.mapper';

const ARN = 'arn:aws:kms:eu-west-1:123456789012:key/1-2';

function aKey(changes: Partial<DetailedKey> = {}, metadata: object = {}): DetailedKey {
  return {
    key: { KeyId: '1-2', KeyArn: ARN },
    metadata: {
      KeyId: '1-2',
      CreationDate: new Date('2024-01-01T00:00:00Z'),
      Description: 'orders',
      Enabled: true,
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      ...metadata,
    },
    rotates: true,
    tags: [{ TagKey: 'team', TagValue: 'sre' }],
    ...changes,
  };
}

describe('toKey', () => {
  const valid = (key: DetailedKey) => {
    const resource = toKey(key, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a key of the account', () => {
    expect(valid(aKey())).toMatchObject({
      resourceId: ARN,
      name: 'orders',
      region: 'eu-west-1',
      state: 'running',
      tags: { team: 'sre' },
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: {
        providerManaged: false,
        isEnabled: true,
        rotates: true,
        usage: 'ENCRYPT_DECRYPT',
      },
    });
  });

  it.each([
    ['Disabled', 'stopped'],
    ['PendingDeletion', 'deleted'],
    ['PendingImport', 'pending'],
    ['Unavailable', 'error'],
    ['constructor', 'unknown'],
    [7, 'unknown'],
  ])('reads the state %p', (KeyState, state) => {
    expect(valid(aKey({}, { KeyState }))?.state).toBe(state);
  });

  it('knows the keys of AWS itself', () => {
    const key = valid(aKey({ tags: [] }, { KeyManager: 'AWS', Description: '' }));
    expect(key).toMatchObject({ name: '1-2', tags: {}, attributes: { providerManaged: true } });
  });

  it('does not take silence for an answer', () => {
    const silent = { metadata: undefined, rotates: undefined, tags: undefined };
    const key = valid(aKey(silent));
    expect(key).toMatchObject({ name: '1-2', state: 'unknown', tags: {} });
    expect(Object.values(key?.attributes ?? {})).toEqual(Array(4).fill(null));
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    const odd = { Description: 5, Enabled: 'yes', KeyManager: {}, CreationDate: 'x', KeyUsage: [] };
    expect(valid(aKey({ tags: [null, { TagKey: 5 }] as never }, odd))).toMatchObject({
      tags: {},
      createdAt: null,
      attributes: { providerManaged: null, isEnabled: null, usage: null },
    });
    expect(toKey(aKey({ key: { KeyId: '1-2' } }), 'eu-west-1')).toBeNull();
  });
});
