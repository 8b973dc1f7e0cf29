import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from '../../testing/openapi-schema';

const FILE = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../../shared/specs'),
  'digitalocean/digitalocean-v2.openapi.json',
);

/** Whether the official description is on this machine; it is no part of the project. */
export const HAS_DESCRIPTION = existsSync(FILE);

interface RawSchema extends Omit<Schema, 'properties' | 'items' | 'additionalProperties'> {
  readonly $ref?: string;
  readonly allOf?: readonly RawSchema[];
  readonly anyOf?: readonly RawSchema[];
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly additionalProperties?: boolean | RawSchema;
  readonly items?: RawSchema;
}

interface RawResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: RawSchema }>>;
}

interface Description {
  readonly paths: Readonly<
    Record<string, { readonly get: { readonly responses: Readonly<Record<string, RawResponse>> } }>
  >;
}

/** The schema of an answer, its references followed and its parts put together. */
export function describedAnswer(path: string, status: string): Schema {
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as Description;
  const raw = document.paths[path]?.get.responses[status];
  const response = raw === undefined ? {} : follow(document, raw);
  return flat(document, response.content?.['application/json']?.schema ?? {});
}

function follow<T extends { readonly $ref?: string }>(document: Description, value: T): T {
  if (value.$ref === undefined) return value;
  const steps = value.$ref.slice(2).split('/');
  const found = steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown>)[step.replaceAll('~1', '/')],
    document,
  );
  return follow(document, found as T);
}

/** All parts of `allOf` together; of `anyOf` whatever one of them has, nothing required. */
function flat(document: Description, raw: RawSchema): Schema {
  const schema = follow(document, raw);
  const { properties, items, additionalProperties: rest } = schema;
  const own: Schema = {
    ...(schema.type === undefined ? {} : { type: schema.type }),
    ...(schema.nullable === undefined ? {} : { nullable: schema.nullable }),
    ...(schema.enum === undefined ? {} : { enum: schema.enum }),
    ...(schema.format === undefined ? {} : { format: schema.format }),
    ...(schema.required === undefined ? {} : { required: schema.required }),
    ...(items === undefined ? {} : { items: flat(document, items) }),
    ...(typeof rest === 'object' ? { additionalProperties: flat(document, rest) } : {}),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [name, flat(document, each)]),
          ),
        }),
  };
  const all = (schema.allOf ?? []).map((each) => flat(document, each));
  const any = (schema.anyOf ?? []).map((each) => ({ ...flat(document, each), required: [] }));
  const merged = [...all, ...any].reduce(merge, own);
  // An object of which nothing is told may hold anything.
  const told = merged.properties !== undefined || merged.additionalProperties !== undefined;
  return merged.type === 'object' && !told ? { nullable: merged.nullable ?? false } : typed(merged);
}

function typed(schema: Schema): Schema {
  return schema.type === undefined && schema.properties !== undefined
    ? { ...schema, type: 'object' }
    : schema;
}

function merge(one: Schema, other: Schema): Schema {
  return {
    ...one,
    ...other,
    nullable: (one.nullable ?? false) || (other.nullable ?? false),
    required: [...(one.required ?? []), ...(other.required ?? [])],
    ...(one.properties === undefined && other.properties === undefined
      ? {}
      : { properties: { ...one.properties, ...other.properties } }),
  };
}
