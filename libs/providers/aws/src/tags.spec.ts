import { nameOf, tagsOf } from './tags';

describe('tagsOf', () => {
  it('keeps keys that mean something to JavaScript as what they are', () => {
    const tags = tagsOf([
      { Key: 'constructor', Value: 'a' },
      { Key: '__proto__', Value: 'b' },
    ]);
    expect(JSON.stringify(tags)).toBe('{"__proto__":"b","constructor":"a"}');
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['b']).toBeUndefined();
  });

  it('does not depend on the order of the answer', () => {
    const some = { Key: 'a', Value: '1' };
    const other = { Key: 'b', Value: '2' };
    expect(JSON.stringify(tagsOf([other, some]))).toBe(JSON.stringify(tagsOf([some, other])));
  });

  it.each([undefined, null, 'x', [null, 1, {}, { Key: 7, Value: 'x' }]])(
    'reads %j as none',
    (list) => {
      expect(tagsOf(list as never)).toEqual({});
      expect(nameOf(list as never)).toBeNull();
    },
  );

  it('reads a tag without a value as empty', () => {
    expect(tagsOf([{ Key: 'flag' }])).toEqual({ flag: '' });
    expect(nameOf([{ Key: 'Name', Value: '' }])).toBeNull();
  });

  it('keeps numbers as they are written', () => {
    expect(tagsOf([{ Key: 'id', Value: '90071992547409931234' }])).toEqual({
      id: '90071992547409931234',
    });
  });
});
