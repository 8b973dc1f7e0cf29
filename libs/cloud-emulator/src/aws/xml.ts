const NEEDS_ESCAPE = /[&<>"\u0000-\u001f\ud800-\udfff]/;

/**
 * Text for an XML document. Control characters and lone surrogates become numeric references, so
 * that faults can send what a strict parser must refuse or survive.
 */
export function escapeXml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '&') escaped += '&amp;';
    else if (character === '<') escaped += '&lt;';
    else if (character === '>') escaped += '&gt;';
    else if (character === '"') escaped += '&quot;';
    else if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) {
      escaped += `&#x${code.toString(16).toUpperCase()};`;
    } else escaped += character;
  }
  return escaped;
}

/** `<name>text</name>`, or nothing where there is no value: AWS leaves absent elements out. */
export function optional(name: string, value: string | number | boolean | null): string {
  return value === null ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

export const XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n';
