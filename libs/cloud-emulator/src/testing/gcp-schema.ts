import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from './openapi-schema';

/** Where the official descriptions are, on machines that have them. */
export const OFFICIAL = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'gcp',
);

interface Described extends Schema {
  readonly $ref?: string;
}

interface Description {
  readonly components: { readonly schemas: Readonly<Record<string, Described>> };
}

/**
 * A schema of a description, with what it refers to written out. Formats are left out: times are
 * described as RFC 3339 and sent with fractions and offsets.
 */
export function officialSchema(file: string, name: string): Schema {
  const text = readFileSync(join(OFFICIAL, file), 'utf8');
  const { schemas } = (JSON.parse(text) as Description).components;
  const writeOut = (schema: Described, above: readonly string[]): Schema => {
    if (schema.$ref !== undefined) {
      const target = schema.$ref.split('/').pop() ?? '';
      // What contains itself is described once.
      if (above.includes(target)) return {};
      return writeOut(schemas[target] ?? {}, [...above, target]);
    }
    const { type, enum: values, properties, items, additionalProperties: rest } = schema;
    return {
      type,
      enum: values,
      properties:
        properties &&
        Object.fromEntries(
          Object.entries(properties).map(([key, each]) => [key, writeOut(each, above)]),
        ),
      items: items && writeOut(items, above),
      additionalProperties: typeof rest === 'object' ? writeOut(rest, above) : rest,
    };
  };
  const schema = schemas[name];
  if (!schema) throw new Error(`${file} describes no ${name}`);
  return writeOut(schema, [name]);
}
