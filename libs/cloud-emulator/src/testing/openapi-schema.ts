/** The part of an OpenAPI 3.0 schema that the official description uses in responses. */
export interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly format?: string;
}

/**
 * Where a value differs from a schema, as paths with the reason. Stricter than the specification
 * in one way: properties the schema does not know are differences, too.
 */
export function differences(schema: Schema, value: unknown, path = ''): string[] {
  if (value === null) return schema.nullable ? [] : [`${path}: is null`];
  if (schema.enum && !schema.enum.includes(value))
    return [`${path}: ${String(value)} is not listed`];
  switch (schema.type) {
    case 'object':
      return typeof value === 'object' && !Array.isArray(value)
        ? objectDifferences(schema, value as Record<string, unknown>, path)
        : [`${path}: is no object`];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, at) => differences(schema.items ?? {}, item, `${path}[${at}]`))
        : [`${path}: is no array`];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [`${path}: is no integer`];
    case 'string':
      return typeof value === 'string' && hasFormat(value, schema.format)
        ? []
        : [`${path}: is no ${schema.format ?? 'string'}`];
    case undefined:
      return [];
    default:
      return typeof value === schema.type ? [] : [`${path}: is no ${schema.type}`];
  }
}

function objectDifferences(schema: Schema, value: Record<string, unknown>, path: string): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  const { additionalProperties: rest } = schema;
  return [
    ...missing.map((name) => `${path}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, each]) => {
      const known = schema.properties?.[name] ?? (typeof rest === 'object' ? rest : undefined);
      return known ? differences(known, each, `${path}.${name}`) : [`${path}.${name}: is unknown`];
    }),
  ];
}

function hasFormat(value: string, format: string | undefined): boolean {
  if (format === 'date-time') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  return format !== 'decimal' || /^\d+\.\d+$/.test(value);
}
