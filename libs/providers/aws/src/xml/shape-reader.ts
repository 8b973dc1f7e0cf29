import type { Fields } from './object-maker';
import { readTimestamp } from './rfc3339';
import type { ElementPlan, ListPlan, MapPlan, StructPlan, TextPlan, ValuePlan } from './shape-plan';
import { XmlScanner } from './xml-scanner';

/** Reads a text as the SDK does, where it is not one of the plain kinds. */
export type ReadText = (schema: TextPlan['schema'], text: string) => unknown;

const PLAIN_PROPERTY = { configurable: true, enumerable: true, writable: true };

/** Reads an answer into the object that the SDK makes of it, element by element. */
export class ShapeReader {
  private readonly scanner: XmlScanner;

  /** @param xml the answer, in UTF-8 */
  constructor(
    xml: Uint8Array,
    private readonly readText: ReadText,
  ) {
    this.scanner = new XmlScanner(xml);
  }

  /**
   * @param wrapper the element of the root that holds the answer; the root itself when left out
   * @returns `undefined` when the root has no such element
   * @throws XmlParseError when the XML is cut or broken, or would have the SDK lose parts of it
   */
  read(plan: StructPlan, wrapper?: string): Fields | undefined {
    const { scanner } = this;
    const root = scanner.openRoot();
    const answer =
      wrapper === undefined ? this.struct(plan, root) : this.wrapped(plan, root, wrapper);
    scanner.end();
    return answer;
  }

  private wrapped(plan: StructPlan, root: string, wrapper: string): Fields | undefined {
    const { scanner } = this;
    let answer: Fields | undefined;
    if (!scanner.open(new Set([wrapper]))) return undefined;
    for (let isFirst = true; scanner.nextChild(isFirst); isFirst = false) {
      if (!scanner.take(wrapper)) scanner.skip(scanner.name());
      else if (answer === undefined) answer = this.struct(plan, wrapper);
      else throw scanner.error('an element twice');
    }
    scanner.close(root);
    return answer;
  }

  private value(plan: ValuePlan, tag: string): unknown {
    switch (plan.kind) {
      case 'struct':
        return this.struct(plan, tag);
      case 'list':
        return this.list(plan, tag);
      case 'map':
        return this.map(plan, tag);
      case 'string':
        return this.scanner.text(tag);
      case 'boolean':
        return this.scanner.text(tag).toLowerCase() === 'true';
      case 'number':
        return Number(this.scanner.text(tag));
      case 'timestamp': {
        const text = this.scanner.text(tag);
        return readTimestamp(text) ?? this.readText(plan.schema, text);
      }
      case 'other':
        return this.readText(plan.schema, this.scanner.text(tag));
    }
  }

  private struct(plan: StructPlan, tag: string): Fields {
    const { scanner } = this;
    const fields = plan.make();
    if (!scanner.open(plan.members)) return fields;
    let before: ElementPlan | null = null;
    let expected = plan.first;
    for (let isFirst = true; ; isFirst = false) {
      let member: ElementPlan | null | undefined = expected;
      if (member === null || !scanner.takeNext(member.tag)) {
        if (!scanner.nextChild(isFirst)) break;
        const name = scanner.name();
        member = plan.members.get(name);
        if (member === undefined) {
          scanner.skip(name);
          continue;
        }
        if (before === null) plan.first = member;
        else before.next = member;
      }
      const { field } = member;
      if (fields[field] !== undefined) throw scanner.error('an element twice');
      fields[field] = this.value(member.value, member.tag);
      before = member;
      expected = member.next;
    }
    scanner.close(tag);
    return fields;
  }

  private list({ item, taken }: ListPlan, tag: string): unknown[] {
    const { scanner } = this;
    const items: unknown[] = [];
    if (!scanner.open(taken)) return items;
    for (let isFirst = true; ; isFirst = false) {
      if (scanner.takeNext(item.tag)) items.push(this.value(item.value, item.tag));
      else if (!scanner.nextChild(isFirst)) break;
      else if (scanner.take(item.tag)) items.push(this.value(item.value, item.tag));
      else scanner.skip(scanner.name());
    }
    scanner.close(tag);
    return items;
  }

  private map({ entry, taken }: MapPlan, tag: string): Fields {
    const { scanner } = this;
    const entries: Fields = {};
    if (!scanner.open(taken)) return entries;
    for (let isFirst = true; scanner.nextChild(isFirst); isFirst = false) {
      if (!scanner.take(entry.tag)) throw scanner.error('something else than an entry');
      const { key, value } = this.struct(entry.value, entry.tag);
      if (typeof key !== 'string') throw scanner.error('an entry without key');
      // A plain assignment to `__proto__` would set none.
      Object.defineProperty(entries, key, { value, ...PLAIN_PROPERTY });
    }
    scanner.close(tag);
    return entries;
  }
}
