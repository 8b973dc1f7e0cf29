/** 16 digits and more may lie beyond 2^53; the look-arounds leave fractions and exponents alone. */
const LONG_INTEGER = /(?<![\w.+-])-?\d{16,}(?![\d.eE])/;

/** The next thing to look at: the start of a string, which is skipped, or a long integer. */
const STRING_OR_LONG_INTEGER = /"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;

/**
 * Parses JSON, keeping every integer that a double cannot hold exactly as a string of its digits.
 *
 * Texts without long integers cost one search more than `JSON.parse`.
 * @throws SyntaxError when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(LONG_INTEGER.test(text) ? quoteUnsafeIntegers(text) : text);
}

function quoteUnsafeIntegers(text: string): string {
  let quoted = '';
  let copied = 0;
  STRING_OR_LONG_INTEGER.lastIndex = 0;
  for (;;) {
    const match = STRING_OR_LONG_INTEGER.exec(text);
    if (!match) return quoted + text.slice(copied);
    const [token] = match;
    if (token === '"') {
      const end = endOfString(text, match.index);
      if (end === -1) return text; // an open string is for JSON.parse to report
      STRING_OR_LONG_INTEGER.lastIndex = end + 1;
    } else if (!Number.isSafeInteger(Number(token))) {
      quoted += `${text.slice(copied, match.index)}"${token}"`;
      copied = match.index + token.length;
    }
  }
}

/** Where the string that starts at `start` is closed, or -1. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let backslash = end;
    while (text[backslash - 1] === '\\') backslash -= 1;
    if ((end - backslash) % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}
