import { NormalizedSchema } from '@smithy/core/schema';
import type { Schema } from '@smithy/types';
import type { Random } from './random';

/** Elements within each other, where a schema holds itself. */
const DEEPEST = 9;

const TEXTS = [
  'i-0123456789abcdef0',
  'running',
  '',
  ' ',
  '\n    ',
  '  spaces around  ',
  'two\nlines',
  'a &amp; b &lt;c&gt; &quot;d&quot; &apos;e&apos;',
  '&#65;&#x42;&#10;&#x1F6F0;',
  'a lone & and a lone ]]>',
  'Zürich 漢字 🛰',
  '<![CDATA[<raw> & unescaped]]>',
  'in<!-- a comment -->two<?an instruction?>',
  '<![CDATA[]]>',
  '42',
  'null',
  'true',
  '__proto__',
];
const NUMBERS = ['0', '42', '-7', '1.5', '1e3', '', ' 8 ', '9007199254740993'];
const TRUTHS = ['true', 'false', 'TRUE', '', 'yes'];
const TIMES = [
  '2026-01-31T12:30:00Z',
  '2026-01-31T12:30:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2023-02-29T00:00:00Z',
  '2026-12-31T23:59:60Z',
  '2026-03-01T10:00:00+02:00',
  '2026-03-01t10:00:00.123456z',
  '0099-06-15T00:00:00Z',
];
const BLANKS = ['', '\n', '\n        ', '\r\n\t'];
const ATTRIBUTES = ['', '', '', ' xml:lang="en"', ' a=\'1\' b = "&lt;2" '];

/** Writes answers of an operation as its schema allows them, and as a service may come to send them. */
export class PageWriter {
  constructor(private readonly random: Random) {}

  /** @param wrapper the element around the answer, where the protocol has one */
  page(schema: Schema, wrapper?: string): string {
    const answer = this.element(wrapper ?? 'Response', NormalizedSchema.of(schema), 0);
    const root = wrapper === undefined ? answer : `<Response xmlns="urn:x">${answer}</Response>`;
    const { random } = this;
    return `${random.pick(['', '<?xml version="1.0"?>\n', '\n<!-- x -->'])}${root}${random.pick(BLANKS)}`;
  }

  private element(tag: string, schema: NormalizedSchema, depth: number): string {
    const content = this.content(schema, depth);
    const { random } = this;
    if (content === '' && random.chance(0.5)) return `<${tag}${random.pick(['', ' '])}/>`;
    // The SDK fails at attributes without text, and at those of a map.
    const isText = !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();
    const attributes =
      (isText && !/^[a-z0-9]/i.test(content)) || schema.isMapSchema()
        ? ''
        : random.pick(ATTRIBUTES);
    return `<${tag}${attributes}>${content}</${tag}${random.pick(['', '', '\n'])}>`;
  }

  private content(schema: NormalizedSchema, depth: number): string {
    const { random } = this;
    if (schema.isStructSchema()) return this.struct(schema, depth);
    if (schema.isListSchema()) {
      const item = schema.getValueSchema();
      const tag = item.getMergedTraits().xmlName ?? 'member';
      return this.several(depth, () => this.element(tag, item, depth + 1), tag);
    }
    if (schema.isMapSchema()) return this.several(depth, () => this.entry(schema, depth), null);
    if (schema.isNumericSchema()) return random.pick(NUMBERS);
    if (schema.isBooleanSchema()) return random.pick(TRUTHS);
    if (schema.isTimestampSchema()) return random.pick(TIMES);
    if (schema.isBlobSchema()) return random.pick(['', 'c2t5bGVkZ2Vy']);
    return random.pick(TEXTS);
  }

  private struct(schema: NormalizedSchema, depth: number): string {
    const { random } = this;
    const elements: string[] = [];
    for (const [name, member] of schema.structIterator()) {
      if (depth > DEEPEST || random.chance(0.35)) continue;
      const tag = member.getMemberTraits().xmlName ?? name;
      if (random.chance(0.05)) elements.push(this.unknown(tag));
      elements.push(this.element(tag, member, depth + 1));
    }
    if (random.chance(0.1)) elements.reverse();
    return this.laidOut(elements);
  }

  private several(depth: number, element: () => string, known: string | null): string {
    const { random } = this;
    if (depth > DEEPEST) return '';
    const elements = Array.from({ length: random.below(4) }, element);
    if (known !== null && random.chance(0.1)) elements.push(this.unknown(known));
    return this.laidOut(elements);
  }

  private entry(map: NormalizedSchema, depth: number): string {
    const key = map.getKeySchema();
    const value = map.getValueSchema();
    const keyTag = key.getMergedTraits().xmlName ?? 'key';
    const parts = [
      `<${keyTag}>${this.random.pick(['a', 'b', '__proto__', 'constructor'])}</${keyTag}>`,
      this.element(value.getMergedTraits().xmlName ?? 'value', value, depth + 1),
    ];
    if (this.random.chance(0.1)) parts.pop();
    return `<entry>${this.laidOut(parts)}</entry>`;
  }

  /** An element that no schema knows, by a name that begins as a known one does. */
  private unknown(known: string): string {
    const tag = this.random.pick([`${known}Unheard`, 'constructor', 'a-b.c:d']);
    const content = this.random.pick(['', 'text', '<a x="1"><b/>text</a>', '<![CDATA[</a>]]>']);
    return `<${tag}>${content}</${tag}>`;
  }

  private laidOut(elements: readonly string[]): string {
    const { random } = this;
    const blank = random.chance(0.5) ? '' : random.pick(BLANKS);
    if (elements.length === 0) return random.pick(['', blank, ' ']);
    const between = random.chance(0.05) ? `${blank}<!-- c -->${blank}` : blank;
    return `${blank}${elements.join(between)}${blank}`;
  }
}

const PIECES = [
  ...['<', '>', '/', '&', ';', '"', "'", '=', ' ', '\n', '\r', ']]>', 'x', '\0', '\u00a0'],
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '<![CDATA[', '<!--', '-->', '<?', '?>', '&nbsp;', '&b;'],
  ...['<item>', '</item>', '<item/>', '<member/>', 'text', '<entry><key>k</key></entry>'],
];

/** Damages a page in one or two places. */
export function damaged(page: string, random: Random): string {
  let text = page;
  for (let times = 1 + random.below(2); times > 0; times -= 1) {
    const at = random.below(text.length + 1);
    const until = Math.min(text.length, at + 1 + random.below(40));
    const changes = [
      () => text.slice(0, at),
      () => text.slice(0, at) + text.slice(until),
      () => text.slice(0, until) + text.slice(at),
      () => text.slice(0, at) + random.pick(PIECES) + text.slice(at),
      () => text.slice(0, at) + random.pick(PIECES) + text.slice(at + 1),
      () => text.slice(0, at) + text.slice(until) + text.slice(at, until),
    ];
    text = random.pick(changes)();
  }
  return text;
}
