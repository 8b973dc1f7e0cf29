import { MalformedResponseError } from './http-error';

/*
 * The few elements that are read of S3's answers in XML. None of them is nested in one of its own name,
 * so that no parser is needed.
 */

/**
 * What stands in a document's one element.
 * @throws MalformedResponseError when it is another, or has no end: a document that was cut, or the
 *   page of an error
 */
export function insideOf(document: string, root: string): string {
  const [, inside] =
    new RegExp(`<${root}(?:\\s[^>]*)?>(.*)</${root}>\\s*$`, 's').exec(document) ?? [];
  if (inside === undefined) throw new MalformedResponseError(`the answer is no ${root}`);
  return inside;
}

/** The insides of every element of this name, in their order. */
export function elementsOf(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
  return [...xml.matchAll(pattern)].map(([, inside = '']) => inside);
}

/** The text of the first element of this name; `null` without one, or when it is empty. */
export function textIn(xml: string, name: string): string | null {
  const [inside = ''] = elementsOf(xml, name);
  return inside === '' ? null : inside.replace(/&(#x?[0-9a-f]+|\w+);/gi, decode);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decode(entity: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES.get(name.toLowerCase()) ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
