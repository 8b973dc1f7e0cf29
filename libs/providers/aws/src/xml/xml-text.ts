/** An answer that is not the XML it should be. It never quotes the answer, which may hold secrets. */
export class XmlParseError extends Error {
  constructor(reason: string, at: number) {
    super(`XML parse error: ${reason} at ${at}`);
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{0,30}));/g;

/**
 * A text with its character references resolved: the five of XML and numeric ones, each to one
 * UTF-16 code unit, as the SDK has it. None that a document declares is known.
 *
 * @throws XmlParseError at a name that is none of the five
 */
export function resolved(text: string, at: number): string {
  return text.replace(REFERENCE, (_, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCharCode(parseInt(decimal, 10));
    const character = ENTITIES.get(name ?? '');
    if (character === undefined) throw new XmlParseError('an undeclared entity', at);
    return character;
  });
}
