import { z } from 'zod';

/**
 * Schemas of settings read text, as environment variables are. Each carries a description that
 * completes the sentence "expected ..." in errors and in the generated table.
 */

export const wholeNumber = (min: number, max: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .describe(`a whole number from ${min} to ${max}`);

/** A part of a whole, above 0 and up to 1. */
export const share = (): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d*\.?\d+$/)
    .transform(Number)
    .pipe(z.number().positive().max(1))
    .describe('a number above 0 and up to 1');

/** How much of an allowance, which may be more than the usual one. */
export const multiple = (): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d*\.?\d+$/)
    .transform(Number)
    .pipe(z.number().positive().max(100))
    .describe('a number above 0 and up to 100');

export const text = (minLength: number, meaning: string): z.ZodType<string, string> =>
  z.string().min(minLength).describe(meaning);

export const oneOf = <const T extends readonly string[]>(values: T): z.ZodType<T[number], string> =>
  z
    .string()
    .refine((value): value is T[number] => values.includes(value))
    .describe(`one of ${values.join(', ')}`);

export const listOf = <T>(item: z.ZodType<T, string>, meaning: string): z.ZodType<T[], string> =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item).min(1))
    .describe(meaning);

/** A URL with one of the given schemes (with their colon). */
export const url = (schemes: readonly string[], meaning: string): z.ZodType<string, string> =>
  z
    .string()
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol))
    .describe(meaning);

/** An address to call. Credentials inside it are refused: they would end up in logs and traces. */
export const httpUrl = (): z.ZodType<string, string> =>
  url(['http:', 'https:'], 'an http or https URL without a user and password')
    .refine((value) => {
      if (!URL.canParse(value)) return false;
      const { username, password } = new URL(value);
      return username === '' && password === '';
    })
    .describe('an http or https URL without a user and password');

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address whose answers decide who is believed: nobody on the way may change them. */
export const trustedUrl = (): z.ZodType<string, string> =>
  httpUrl()
    .refine((value) => {
      if (!URL.canParse(value)) return false;
      const { protocol, hostname, search, hash } = new URL(value);
      return (protocol === 'https:' || LOOPBACK.has(hostname)) && search === '' && hash === '';
    })
    .describe(
      'an https URL (http on the loopback address) without a user, password, query and fragment',
    );

/** 32 bytes as hexadecimal text, the form of an AES-256 key. */
export const keyHex = (): z.ZodType<string, string> =>
  z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .describe('64 hexadecimal characters (32 bytes; `openssl rand -hex 32` makes one)');

const ROLE_ARN = /^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

/** ARNs of roles in AWS, at most one of each partition. */
export const roleArns = (): z.ZodType<string[], string> => {
  const meaning =
    'ARNs of roles, separated by commas, at most one in each of aws, aws-cn, aws-us-gov';
  return listOf(z.string().regex(ROLE_ARN), meaning)
    .refine((arns) => new Set(arns.map((arn) => ROLE_ARN.exec(arn)?.[1])).size === arns.length)
    .describe(meaning);
};
