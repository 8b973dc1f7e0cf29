import { XmlParseError, resolved } from './xml-text';

/** Elements within each other; the answers of AWS have up to some fifteen. */
const DEEPEST = 64;

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;
const BANG = 33;
const DOUBLE_QUOTE = 34;
const AMPERSAND = 38;
const SINGLE_QUOTE = 39;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;
const FIRST_LETTER = 65;
/** From here on a character may be a space of another script, and a byte is not a whole one. */
const BEYOND_ASCII = 128;

/** Names that attributes must not have, because the SDK takes an attribute for an element. */
export interface TakenNames {
  has(name: string): boolean;
}

/**
 * Walks through XML from one tag to the next, and makes strings of nothing but what is asked for.
 *
 * It sees the page byte by byte, since everything that XML itself is made of is ASCII, and decodes the
 * texts alone. Decoded as a whole, a page with a single letter beyond Latin-1 would take twice the
 * memory, and each text of it as well.
 */
export class XmlScanner {
  /** One character a byte. */
  private readonly xml: string;
  /** The same as numbers, which V8 always reads fast. */
  private readonly bytes: Uint8Array;
  private at = 0;
  private depth = 0;

  /** @param bytes XML in UTF-8 */
  constructor(bytes: Uint8Array) {
    const xml = asBuffer(bytes).toString('latin1');
    this.xml = xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml;
    this.bytes = this.xml === xml ? bytes : Buffer.from(this.xml, 'latin1');
  }

  /** Goes into the root, and returns its name. */
  openRoot(): string {
    this.skipMisc();
    if (this.at >= this.xml.length) throw this.error('no root element');
    if (this.code() !== LESS) throw this.error('text before the root element');
    this.at += 1;
    return this.name();
  }

  /** Makes sure that nothing comes after the root. */
  end(): void {
    this.skipMisc();
    if (this.at < this.xml.length) throw this.error('something after the root element');
  }

  /**
   * Goes to the next element of the one it is in, past its `<`.
   *
   * @param isFirst whether nothing of the element was read before
   * @returns `false` at the end of the element, past `</`
   */
  nextChild(isFirst: boolean): boolean {
    const { bytes, xml } = this;
    for (;;) {
      if (bytes[this.at] !== LESS) this.skipBlank(isFirst);
      const code = bytes[this.at + 1];
      if (code === SLASH) {
        this.at += 2;
        return false;
      }
      this.at += 1;
      if (code !== BANG && code !== QUESTION) return true;
      if (xml.startsWith(CDATA, this.at)) throw this.error('text among elements');
      this.skipInstructionOrComment();
      isFirst = false;
    }
  }

  /**
   * Goes to the next element of the one it is in, past its name, if it is the one given and nothing
   * but layout stands before it. Nearly every element comes this way, so that it calls no other.
   */
  takeNext(name: string): boolean {
    const { bytes } = this;
    let { at } = this;
    if (bytes[at] === LINE_FEED) {
      do at += 1;
      while (bytes[at] === SPACE);
    }
    if (bytes[at] !== LESS || !this.xml.startsWith(name, at + 1)) return false;
    at += 1 + name.length;
    if (!endsName(bytes[at])) return false;
    this.at = at;
    return true;
  }

  /** Goes past a name if it is the one given. */
  take(name: string): boolean {
    if (!this.xml.startsWith(name, this.at)) return false;
    const after = this.at + name.length;
    if (!endsName(this.bytes[after])) return false;
    this.at = after;
    return true;
  }

  /** Goes past a name. */
  name(): string {
    const { bytes, xml } = this;
    const start = this.at;
    if (!beginsName(bytes[start])) throw this.error('no name where one has to be');
    let at = start + 1;
    while (at < xml.length && !endsName(bytes[at])) at += 1;
    this.at = at;
    return xml.slice(start, at);
  }

  /**
   * Goes past the rest of an opening tag.
   *
   * @returns `false` when the element ends with it
   */
  open(taken: TakenNames): boolean {
    let code = this.code();
    if (code !== GREATER && code !== SLASH) {
      this.attributes(taken);
      code = this.code();
    }
    this.at += 1;
    if (code === GREATER) {
      this.depth += 1;
      if (this.depth > DEEPEST) throw this.error('elements nested too deep');
      return true;
    }
    if (this.code() !== GREATER) throw this.error('an opening tag without end');
    this.at += 1;
    return false;
  }

  /** Goes past the rest of a closing tag. */
  close(name: string): void {
    if (!this.xml.startsWith(name, this.at)) throw this.error('mismatched tags');
    this.at += name.length;
    if (this.code() !== GREATER) {
      while (isSpace(this.code())) this.at += 1;
      if (this.code() !== GREATER) throw this.error('mismatched tags');
    }
    this.at += 1;
    this.depth -= 1;
  }

  /** Reads an element that holds text and nothing else, from behind its name to its end. */
  text(name: string): string {
    const { bytes, xml } = this;
    const { length } = bytes;
    const start = this.at + 1;
    if (bytes[start - 1] !== GREATER) return this.unusualText(name);
    let end = start;
    let bits = 0;
    let hasReference = false;
    for (; end < length; end += 1) {
      const each = bytes[end]!;
      if (each === LESS) break;
      if (each === AMPERSAND) hasReference = true;
      bits |= each;
    }
    const after = end + 2 + name.length;
    const isPlain =
      after < length &&
      bytes[end + 1] === SLASH &&
      bytes[after] === GREATER &&
      xml.startsWith(name, end + 2);
    if (!isPlain) return this.unusualText(name);
    this.at = after + 1;
    const piece = xml.slice(start, end);
    const text = bits < BEYOND_ASCII ? piece : decoded(piece);
    return valueOf(hasReference ? resolved(text, start) : text);
  }

  /** Text of an element that is empty, has attributes, or is made of pieces. */
  private unusualText(name: string): string {
    const code = this.code();
    if (code !== GREATER && code !== SLASH) return this.attributedText(name);
    return this.open(NONE) ? this.textInPieces(name, (piece) => piece) : '';
  }

  /** Goes past an element, from behind its name to its end. */
  skip(name: string): void {
    if (!this.open(NONE)) return;
    const { xml } = this;
    for (;;) {
      this.skipTo('<');
      const code = this.code();
      if (code === SLASH) {
        this.at += 1;
        return this.close(name);
      }
      if (xml.startsWith(CDATA, this.at)) this.skipTo(']]>');
      else if (code === BANG || code === QUESTION) this.skipInstructionOrComment();
      else this.skip(this.name());
    }
  }

  error(reason: string): XmlParseError {
    return new XmlParseError(this.at >= this.xml.length ? 'unexpected end' : reason, this.at);
  }

  /** What it is at; `undefined` at the end. */
  private code(): number | undefined {
    return this.bytes[this.at];
  }

  /** Text that CDATA sections, comments or instructions divide. */
  private textInPieces(name: string, piece: (text: string) => string): string {
    const { xml } = this;
    let text = '';
    for (;;) {
      const start = this.at;
      this.skipTo('<');
      text += piece(resolved(decoded(xml.slice(start, this.at - 1)), start));
      const code = this.code();
      if (code === SLASH) {
        this.at += 1;
        this.close(name);
        return valueOf(text);
      }
      if (xml.startsWith(CDATA, this.at)) {
        const data = this.at + CDATA.length;
        this.skipTo(']]>');
        text += piece(decoded(xml.slice(data, this.at - ']]>'.length)));
      } else if (code === BANG || code === QUESTION) this.skipInstructionOrComment();
      else throw this.error('an element within text');
    }
  }

  /** The SDK has a value for an element with attributes only when there is text beside them. */
  private attributedText(name: string): string {
    const before = this.at;
    this.attributes(NONE);
    const hasAttributes = this.xml.slice(before, this.at).trim() !== '';
    const text = this.open(NONE)
      ? this.textInPieces(name, hasAttributes ? valueOf : (piece) => piece)
      : '';
    if (hasAttributes && text === '') throw this.error('attributes without text');
    return text;
  }

  private attributes(taken: TakenNames): void {
    for (;;) {
      const before = this.at;
      while (isSpace(this.code())) this.at += 1;
      const code = this.code();
      if (code === GREATER || code === SLASH) return;
      if (this.at === before) throw this.error('an opening tag without end');
      const name = this.attributeName();
      if (taken.has(name)) throw this.error('an attribute in place of an element');
      while (isSpace(this.code())) this.at += 1;
      if (this.code() !== EQUALS) throw this.error('an attribute without value');
      this.at += 1;
      while (isSpace(this.code())) this.at += 1;
      const quote = this.code();
      if (quote !== SINGLE_QUOTE && quote !== DOUBLE_QUOTE) {
        throw this.error('an attribute without quotes');
      }
      this.at += 1;
      this.skipTo(quote === SINGLE_QUOTE ? "'" : '"');
    }
  }

  private attributeName(): string {
    const start = this.at;
    if (!beginsName(this.code())) throw this.error('no name where one has to be');
    while (this.at < this.xml.length && this.code() !== EQUALS && !endsName(this.code())) {
      if (this.code() === QUESTION) throw this.error('no name where one has to be');
      this.at += 1;
    }
    return this.xml.slice(start, this.at);
  }

  /**
   * White space with a line break in it stands between elements. Without, the SDK takes it for the
   * value of an element and forgets the elements beside it, so that it is refused like other text.
   */
  private skipBlank(isFirst: boolean): void {
    const start = this.at;
    let broken = false;
    while (isSpace(this.code())) {
      if (this.code() === LINE_FEED) broken = true;
      this.at += 1;
    }
    if (this.code() !== LESS) throw this.error('text among elements');
    if (broken || (isFirst && this.bytes[this.at + 1] === SLASH)) return;
    this.at = start;
    throw this.error('white space of one line among elements');
  }

  /** Skips white space, instructions and comments outside the root. */
  private skipMisc(): void {
    const { xml } = this;
    for (;;) {
      while (isSpace(this.code())) this.at += 1;
      if (!xml.startsWith('<?', this.at) && !xml.startsWith('<!', this.at)) return;
      this.at += 1;
      this.skipInstructionOrComment();
    }
  }

  private skipInstructionOrComment(): void {
    if (this.code() === QUESTION) this.skipTo('?>');
    else if (this.xml.startsWith('!--', this.at)) this.skipTo('-->');
    else throw this.error('a declaration');
  }

  private skipTo(stop: string): void {
    const found = this.xml.indexOf(stop, this.at);
    if (found === -1) {
      this.at = this.xml.length;
      throw this.error('unexpected end');
    }
    this.at = found + stop.length;
  }
}

const CDATA = '![CDATA[';
const NONE: TakenNames = new Set<string>();

/** The text whose bytes in UTF-8 these characters are. */
function decoded(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** White space with a line break in it is layout and no value, as the SDK has it. */
function valueOf(text: string): string {
  const first = text.charCodeAt(0);
  if (first > SPACE && first < BEYOND_ASCII) return text;
  return text.includes('\n') && text.trim() === '' ? '' : text;
}

function isSpace(code: number | undefined): boolean {
  return code === SPACE || code === LINE_FEED || code === TAB;
}

function endsName(code: number | undefined): boolean {
  return code === GREATER || code === SLASH || isSpace(code);
}

function beginsName(code: number | undefined): boolean {
  return code !== undefined && code >= FIRST_LETTER;
}
