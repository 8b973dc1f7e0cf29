import { environmentSchema } from '@skyledger/contracts';
import { z } from 'zod';
import { example, instant } from '../http/schema-parts';
import { labelsSchema, lineSchema } from '../http/text-schemas';

const MOST_LINKS = 50;
const LONGEST_DESCRIPTION = 4000;
const LONGEST_ADDRESS = 2000;
/** Control characters apart from tabulators and ends of lines. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

const descriptionSchema = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_DESCRIPTION)
  .refine((text) => text.isWellFormed() && !CONTROL.test(text), 'text without control characters');

/** Nothing else, so that a link can be shown to others without harm. */
const addressSchema = lineSchema(LONGEST_ADDRESS)
  .refine(
    (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
    'an address that begins with http:// or https://',
  )
  .describe('Begins with `http://` or `https://`');

const linkSchema = z.strictObject({ title: lineSchema(200).min(1), url: addressSchema });

/** Body of `PUT /cloud/resources/:id/annotations`: all of them; what is left out is emptied. */
export const replaceAnnotationsSchema = z
  .strictObject({
    owner: lineSchema(200).min(1).nullable().default(null),
    description: descriptionSchema.nullable().default(null),
    entity_id: z
      .uuid()
      .nullable()
      .default(null)
      .describe("Who the resource belongs to, instead of the account's entity; null means as that"),
    environment: environmentSchema
      .nullable()
      .default(null)
      .describe("Instead of the account's; null means as the account"),
    labels: labelsSchema.default({}),
    links: z
      .array(linkSchema)
      .max(MOST_LINKS)
      .default([])
      .describe('To applications and business processes'),
  })
  .meta({
    examples: [
      {
        owner: 'payments@example.com',
        description: 'Takes card payments.\nAsk before restarting it.',
        entity_id: null,
        environment: 'staging',
        labels: { 'cost-centre': '4711' },
        links: [{ title: 'Checkout', url: 'https://cmdb.example.com/applications/checkout' }],
      },
    ],
  });
export type ReplaceAnnotationsBody = z.infer<typeof replaceAnnotationsSchema>;

/** As answers show them. */
export const annotationsExample = {
  owner: 'payments@example.com',
  description: 'Takes card payments.',
  entity_id: null,
  environment: 'staging' as const,
  labels: { 'cost-centre': '4711' },
  links: [{ title: 'Checkout', url: 'https://cmdb.example.com/applications/checkout' }],
  updated_at: example.instant,
  updated_by: 'dashboard',
};

/** What people wrote about a resource; a run never touches it. */
export const annotationsSchema = z
  .object({
    owner: z.string().nullable(),
    description: z.string().nullable(),
    entity_id: z.uuid().nullable().describe("Instead of the account's"),
    environment: environmentSchema.nullable().describe("Instead of the account's"),
    labels: z.record(z.string(), z.string()),
    links: z
      .array(z.object({ title: z.string(), url: z.string() }))
      .describe('To applications and business processes'),
    updated_at: instant.nullable().describe('Null when nobody wrote anything yet'),
    updated_by: z.string().nullable(),
  })
  .meta({ id: 'Annotations', examples: [annotationsExample] });
