import { escapeXml } from './xml';

/** A value of an element; null leaves the element out, as AWS does. */
export type XmlValue = XmlText | XmlList | XmlFields;
type XmlText = string | number | boolean | Date | null;
export type XmlFields = { readonly [name: string]: XmlValue };

/** A list whose members are elements of one name. */
export class XmlList {
  constructor(
    readonly element: string,
    readonly items: readonly XmlValue[],
  ) {}
}

/** `<name>value</name>` for each field, in their order. */
export function elements(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === null ? '' : `<${name}>${content(value)}</${name}>`))
    .join('');
}

function content(value: Exclude<XmlValue, null>): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof XmlList) {
    return value.items.map((item) => elements({ [value.element]: item })).join('');
  }
  return typeof value === 'object' ? elements(value) : escapeXml(String(value));
}

/** Tags as the query services write them. */
export function tagList(element: string, tags: readonly (readonly [string, string])[]): XmlList {
  return new XmlList(
    element,
    tags.map(([Key, Value]) => ({ Key, Value })),
  );
}
