import { missingFrom } from './access-rules';

const NEEDED = ['GET /cloud/project', 'GET /cloud/project/*', 'GET /vps'];
const missing = (...rules: [method: string, path: string][]): string[] | null =>
  missingFrom({ rules: rules.map(([method, path]) => ({ method, path })) }, NEEDED);

describe('missingFrom', () => {
  it.each<[what: string, missing: string[] | null, expected: string[]]>([
    ['everything may be read', missing(['GET', '/*']), []],
    ['nothing is granted', missing(), NEEDED],
    ['a part is granted', missing(['GET', '/cloud/*']), ['GET /vps']],
    [
      'the list itself is not in its own wildcard',
      missing(['GET', '/cloud/project/*'], ['GET', '/vps']),
      ['GET /cloud/project'],
    ],
    [
      'a single project is not all of them',
      missing(['GET', '/cloud/project'], ['GET', '/cloud/project/abc/*'], ['GET', '/vps']),
      ['GET /cloud/project/*'],
    ],
    ['writing is not reading', missing(['POST', '/*']), NEEDED],
    ['a dot is a dot', missing(['GET', '/cl.ud/*'], ['GET', '/vps']), NEEDED.slice(0, 2)],
  ])('when %s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  it.each([{}, { rules: null }, { rules: 'all' }])('cannot tell from %j', (credential) => {
    expect(missingFrom(credential, NEEDED)).toBeNull();
  });

  it('grants nothing by a rule that cannot be read', () => {
    expect(missingFrom({ rules: [null, {}, { method: 'GET' }] }, NEEDED)).toEqual(NEEDED);
  });
});
