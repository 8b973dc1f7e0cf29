import { escapeXml, optional } from './xml';

describe('XML text', () => {
  it.each([
    ['plain', 'plain'],
    ['a <b> & "c"', 'a &lt;b&gt; &amp; &quot;c&quot;'],
    ['Größe 🚀', 'Größe 🚀'],
    ['nul\u0000 unit\u001f', 'nul&#x0; unit&#x1F;'],
    ['lone \ud800 half', 'lone &#xD800; half'],
  ])('escapes %j', (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });

  it('leaves out elements without a value', () => {
    expect(optional('keyName', null)).toBe('');
    expect(optional('keyName', 'a&b')).toBe('<keyName>a&amp;b</keyName>');
  });
});
