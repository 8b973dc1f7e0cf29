import { z } from 'zod';

const MAX_LENGTH = 500;

/** Where a listing goes on: opaque to callers, checked when it comes back. */
export function encodeCursor(listing: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([listing, ...key])).toString('base64url');
}

/**
 * Query parameter for the cursor of one listing; refuses what that listing cannot have given.
 * @param parts schema of each part of the key
 */
export function cursorSchema<const Parts extends readonly z.ZodType<string, string>[]>(
  listing: string,
  parts: Parts,
): z.ZodType<{ [Part in keyof Parts]: string } | undefined, string | undefined> {
  return z
    .string()
    .max(MAX_LENGTH)
    .transform((text, context) => {
      const key = decode(text);
      const valid =
        key !== undefined &&
        key[0] === listing &&
        key.length === parts.length + 1 &&
        parts.every((part, index) => part.safeParse(key[index + 1]).success);
      if (valid) return key.slice(1) as { [Part in keyof Parts]: string };
      context.addIssue({ code: 'custom', message: '`next_cursor` of the page before' });
      return z.NEVER;
    })
    .optional()
    .describe('`next_cursor` of the page before');
}

function decode(text: string): unknown[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(key) ? key : undefined;
  } catch {
    return undefined;
  }
}
