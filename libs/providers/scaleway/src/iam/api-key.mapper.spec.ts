import { ODD_VALUES, shapeProblems } from '../testing/odd-fields';
import { toApiKey } from './api-key.mapper';

const KEY = 'SCWEXAMPLE0000000000';

const anApiKey = (changes: object = {}): Record<string, unknown> => ({
  access_key: KEY,
  secret_key: null,
  application_id: 'a1',
  description: 'nightly backups',
  created_at: '2025-03-09T10:38:07.220186Z',
  updated_at: '2025-03-09T10:38:07.220186Z',
  expires_at: '2026-03-09T10:38:07Z',
  default_project_id: 'p1',
  editable: true,
  deletable: true,
  managed: false,
  creation_ip: '192.0.2.1',
  ...changes,
});

describe('toApiKey', () => {
  it('maps a key of an application', () => {
    const raw = anApiKey();
    const key = toApiKey(raw);
    expect(key).toMatchObject({
      resourceId: `api-key/${KEY}`,
      resourceType: 'access_key',
      name: 'nightly backups',
      region: null,
      state: 'running',
      createdAt: '2025-03-09T10:38:07.220Z',
      attributes: {
        identityId: 'application/a1',
        isEnabled: true,
        lastUsedAt: null,
        expiresAt: '2026-03-09T10:38:07.000Z',
        neverExpires: false,
      },
    });
    expect(key?.raw).toBe(raw);
    expect(shapeProblems(key)).toEqual([]);
  });

  it('maps a key of a user that has no description', () => {
    const { application_id, ...rest } = anApiKey({ user_id: 'u1', description: '' });
    expect(application_id).toBe('a1');
    expect(toApiKey(rest)).toMatchObject({ name: KEY, attributes: { identityId: 'user/u1' } });
  });

  it.each([
    ['null', null, true],
    ['not told', undefined, null],
    ['no time', 'soon', null],
  ])('with an end that is %s never expires: %p', (_what, end, expected) => {
    expect(toApiKey(anApiKey({ expires_at: end }))?.attributes).toMatchObject({
      expiresAt: null,
      neverExpires: expected,
    });
  });

  it.each(ODD_VALUES)('keeps the key when every other field is %j', (odd) => {
    const fields = Object.keys(anApiKey()).filter((field) => field !== 'access_key');
    const raw = anApiKey(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(shapeProblems(toApiKey(raw))).toEqual([]);
  });

  it.each([null, '', 42])('is null when its id is %j', (id) => {
    expect(toApiKey(anApiKey({ access_key: id }))).toBeNull();
  });
});
