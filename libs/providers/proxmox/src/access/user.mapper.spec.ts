import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toUser } from './user.mapper';

const NOBODY = new Set<string>();

const aUser = (changes: object = {}): Record<string, unknown> => ({
  userid: 'ops@pve',
  enable: 1,
  expire: 0,
  email: 'ops@example.com',
  'realm-type': 'pve',
  groups: '',
  tokens: [{ tokenid: 'ci', expire: 1_798_761_600, privsep: 1, comment: 'builds' }],
  ...changes,
});

describe('toUser', () => {
  it('maps a user and its tokens', () => {
    const raw = aUser();
    const [user, token, ...others] = toUser(raw, NOBODY);
    expect(user).toMatchObject({
      resourceId: 'user/ops@pve',
      resourceType: 'identity',
      nativeType: 'user',
      name: 'ops@pve',
      state: 'running',
      attributes: {
        kind: 'user',
        isEnabled: true,
        hasPassword: null,
        mfaEnabled: false,
        lastUsedAt: null,
      },
    });
    expect(token).toMatchObject({
      resourceId: 'user/ops@pve/token/ci',
      resourceType: 'access_key',
      nativeType: 'token',
      name: 'ops@pve!ci',
      state: 'running',
      relationships: [{ kind: 'attached_to', resourceId: 'user/ops@pve' }],
      attributes: {
        identityId: 'user/ops@pve',
        isEnabled: true,
        lastUsedAt: null,
        expiresAt: '2027-01-01T00:00:00.000Z',
        neverExpires: false,
      },
    });
    expect(others).toEqual([]);
    expect(discoveredResourceSchema.safeParse(user).error).toBeUndefined();
    expect(discoveredResourceSchema.safeParse(token).error).toBeUndefined();
  });

  it.each([
    [0, false, 'stopped'],
    ['1', true, 'running'],
    [undefined, null, 'unknown'],
  ])('with enable %p is enabled: %p, and so are its tokens', (enable, isEnabled, state) => {
    for (const each of toUser(aUser({ enable }), NOBODY)) {
      expect(each).toMatchObject({ state, attributes: { isEnabled } });
    }
  });

  it.each([
    [0, true, null],
    ['0', true, null],
    [undefined, null, null],
    ['soon', null, null],
  ])('with expire %p a token never expires: %p', (expire, neverExpires, expiresAt) => {
    const [, token] = toUser(aUser({ tokens: [{ tokenid: 'ci', expire }] }), NOBODY);
    expect(token).toMatchObject({ attributes: { neverExpires, expiresAt } });
  });

  it.each([
    [NOBODY, undefined, false],
    [new Set(['ops@pve']), undefined, true],
    [NOBODY, 'ccccccexample', true],
    [null, '', null],
    [null, 'ccccccexample', true],
  ])('with the factors of %p and keys %p has a second factor: %p', (factors, keys, mfaEnabled) => {
    expect(toUser(aUser({ keys }), factors)[0]).toMatchObject({ attributes: { mfaEnabled } });
  });

  it.each([null, 42, {}, [null], 'constructor', true, -1.5])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aUser({ keys: '' })).filter((field) => field !== 'userid');
      const raw = aUser(Object.fromEntries(fields.map((field) => [field, odd])) as object);
      const [user] = toUser(raw, null);
      expect(user).toBeDefined();
      expect(discoveredResourceSchema.safeParse(user).error).toBeUndefined();
    },
  );

  it.each([null, 'user', {}, { userid: null }])('is nothing for %p, which has no id', (raw) => {
    expect(toUser(raw, NOBODY)).toEqual([]);
  });
});
