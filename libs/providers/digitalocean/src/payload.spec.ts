import { addressOf, cidrOf, related, wordsAsTags } from './payload';

describe('wordsAsTags', () => {
  it.each([
    [['web'], { web: '' }],
    [['env:prod', 'web'], { env: 'prod', web: '' }],
    [['url:a:b'], { url: 'a:b' }],
    [['k8s', 'k8s:worker'], { k8s: '', 'k8s:worker': '' }],
    [['team:a', 'team:b'], { 'team:a': '', 'team:b': '' }],
    [[':x', 'y:'], { ':x': '', y: '' }],
    [['web', 'web', 3, null], { web: '' }],
    [null, {}],
    ['web', {}],
  ])('reads %j as %j', (words, tags) => {
    expect(wordsAsTags(words)).toEqual(tags);
  });

  it('gives the same whatever the order', () => {
    const [one, other] = [wordsAsTags(['b', 'a:1']), wordsAsTags(['a:1', 'b'])];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  it('takes tags named like parts of objects', () => {
    const tags = wordsAsTags(['__proto__:x', 'constructor']);
    expect(Object.entries(tags)).toEqual([
      ['__proto__', 'x'],
      ['constructor', ''],
    ]);
  });
});

describe('addresses', () => {
  it.each([
    ['104.236.32.182', '104.236.32.182'],
    ['2604:A880:0800:0010:0000:0000:02DD:4001', '2604:a880:800:10::2dd:4001'],
    ['soon', 'soon'],
    ['', null],
    [7, null],
  ])('writes %p as %p', (raw, address) => {
    expect(addressOf(raw)).toBe(address);
  });

  it.each([
    ['1.2.3.4', '1.2.3.4/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['18.0.0.0/8', '18.0.0.0/8'],
    ['::/0', '::/0'],
    ['anyone', 'anyone'],
  ])('writes %p as the range %p', (raw, range) => {
    expect(cidrOf(raw)).toBe(range);
  });
});

describe('related', () => {
  it('relates once to each, in one order, and to nothing that is no id', () => {
    expect(related('targets', 'droplet', [7, '7', 3, null, '', {}])).toEqual([
      { kind: 'targets', resourceId: 'droplet/3' },
      { kind: 'targets', resourceId: 'droplet/7' },
    ]);
  });
});
