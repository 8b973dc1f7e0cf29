import { readTags } from './tags';

const label = (properties: object): object => ({ id: 'urn:label', type: 'label', properties });

describe('readTags', () => {
  it('keeps labels by what they are on, sorted by key', () => {
    const tags = readTags([
      label({ key: 'team', value: 'shop', resourceId: 'a', resourceType: 'server' }),
      label({ key: 'app', value: '', resourceId: 'a', resourceType: 'server' }),
      label({ key: 'team', value: 'data', resourceId: 'a', resourceType: 'volume' }),
    ]);
    expect(Object.entries(tags.of('server', 'a'))).toEqual([
      ['app', ''],
      ['team', 'shop'],
    ]);
    expect(tags.of('volume', 'a')).toEqual({ team: 'data' });
    expect(tags.of('server', 'b')).toEqual({});
  });

  it('is not harmed by keys that objects have', () => {
    const on = { resourceId: '__proto__', resourceType: 'server', value: 'x' };
    const tags = readTags([
      label({ ...on, key: 'constructor' }),
      label({ ...on, key: '__proto__' }),
    ]);
    expect(Object.keys(tags.of('server', '__proto__'))).toEqual(['__proto__', 'constructor']);
    expect(tags.of('server', 'toString')).toEqual({});
  });

  it.each([null, 42, 'text', [], {}, label({ key: 'x' }), label({ resourceId: 'a' })])(
    'leaves %j out',
    (odd) => {
      expect(readTags([odd]).of('server', 'a')).toEqual({});
    },
  );
});
