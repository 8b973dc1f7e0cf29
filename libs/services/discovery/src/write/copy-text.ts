/** One value of a COPY text line; arrays become Postgres array literals. */
export type CopyValue = string | number | boolean | null | Buffer | readonly string[];

/**
 * Fields of one line in COPY's text format, without the end of the line.
 * @see https://www.postgresql.org/docs/current/sql-copy.html
 */
export function copyFields(values: readonly CopyValue[]): string {
  let fields = copyField(values[0]!);
  for (let index = 1; index < values.length; index += 1) {
    fields += `\t${copyField(values[index]!)}`;
  }
  return fields;
}

/** One field in COPY's text format. */
export function copyField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return escape(arrayLiteral(value as readonly string[]));
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

const SPECIAL = /[\\\t\n\r]/g;
/** The same one by one: to look for each takes a tenth of the time that looking for any takes. */
const SPECIALS = ['\\', '\t', '\n', '\r'];
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escape(text: string): string {
  if (!SPECIALS.some((special) => text.includes(special))) return text;
  return text.replace(SPECIAL, (character) => ESCAPED[character]!);
}
