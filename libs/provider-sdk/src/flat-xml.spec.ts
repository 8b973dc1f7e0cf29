import { elementsOf, insideOf, textIn } from './flat-xml';
import { MalformedResponseError } from './http-error';

describe('insideOf', () => {
  it.each([
    ['<A>x</A>', 'x'],
    ['<?xml version="1.0"?>\n<A y="z"><B/>\n</A>\n', '<B/>\n'],
  ])('reads %j', (document, inside) => {
    expect(insideOf(document, 'A')).toBe(inside);
  });

  it.each(['', 'A', '<A>x', '<A>x</A', '<Ab>x</Ab>', '<html><body>busy</body></html>'])(
    'refuses %j',
    (document) => {
      expect(() => insideOf(document, 'A')).toThrow(MalformedResponseError);
    },
  );
});

describe('elementsOf', () => {
  it('finds every element, with attributes and over several lines', () => {
    const xml = '<A><B>1</B>\n<B x="y">\n2</B><Bb>3</Bb></A>';
    expect(elementsOf(xml, 'B')).toEqual(['1', '\n2']);
  });
});

describe('textIn', () => {
  it.each([
    ['<K>a &lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</K>', `a <b> & "c" 'd'`],
    ['<K>&#x41;&#66;&unknown;&#x110000;</K>', 'AB&unknown;&#x110000;'],
    ['<K></K>', null],
    ['<L>x</L>', null],
    ['', null],
  ])('reads %s as %j', (xml, text) => {
    expect(textIn(xml, 'K')).toBe(text);
  });
});
