import {
  amountOf,
  flagOf,
  gibOfSize,
  instantOfSeconds,
  numberedKeys,
  propertiesOf,
  tagsOfWords,
  wholeOf,
} from './pve-values';

describe('values of Proxmox VE', () => {
  it.each([
    [1, true],
    ['1', true],
    [true, true],
    ['on', true],
    [0, false],
    ['0', false],
    [false, false],
    ['', null],
    [null, null],
    [{}, null],
    [undefined, null],
    ['maybe', null],
  ])('reads the flag %p as %p', (value, flag) => {
    expect(flagOf(value)).toBe(flag);
  });

  it.each([
    [4, 4],
    ['2048', 2048],
    ['20x', null],
    [1.5, null],
    ['9'.repeat(30), null],
    [null, null],
  ])('reads the whole number %p as %p', (value, number) => {
    expect(wholeOf(value)).toBe(number);
  });

  it.each([
    ['0.5', 0.5],
    [2, 2],
    [-1, null],
    [NaN, null],
    ['1e9', null],
  ])('reads the amount %p as %p', (value, number) => {
    expect(amountOf(value)).toBe(number);
  });

  it.each([
    ['32G', 32],
    ['1T', 1024],
    ['512M', 0.5],
    ['528K', 528 / 1024 / 1024],
    ['1073741824', 1],
    ['1.5G', 1.5],
    ['much', null],
    [32, null],
    [null, null],
  ])('reads the size %p as %p GiB', (value, gib) => {
    expect(gibOfSize(value)).toBe(gib);
  });

  it.each([
    [1_717_236_000, '2024-06-01T10:00:00.000Z'],
    ['1717236000', '2024-06-01T10:00:00.000Z'],
    [0, null],
    [9e14, null],
    ['now', null],
  ])('reads the time %p as %p', (value, instant) => {
    expect(instantOfSeconds(value)).toBe(instant);
  });

  it.each([
    ['a;b', ['a', 'b']],
    ['a, b', ['a', 'b']],
    ['__proto__;constructor', ['__proto__', 'constructor']],
    ['', []],
    [null, []],
  ])('reads the tags %p', (value, words) => {
    expect(Object.keys(tagsOfWords(value))).toEqual(words);
  });

  it('reads property strings', () => {
    const { bare, fields } = propertiesOf('local-lvm:vm-1-disk-0,size=8G,odd,x=a=b');
    expect(bare).toBe('local-lvm:vm-1-disk-0');
    expect([...fields]).toEqual([
      ['size', '8G'],
      ['x', 'a=b'],
    ]);
    expect(propertiesOf(1).bare).toBe('1');
    expect(propertiesOf({}).bare).toBeNull();
  });

  it('takes numbered keys in the order of their numbers', () => {
    const config = { net10: '', net2: '', net0: '', network: '', net: '' };
    expect(numberedKeys(config, 'net')).toEqual(['net0', 'net2', 'net10']);
  });
});
