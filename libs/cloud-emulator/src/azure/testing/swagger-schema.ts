/** The part of a Swagger 2.0 schema that the descriptions of Azure use in responses. */
export interface SwaggerSchema {
  readonly $ref?: string;
  readonly allOf?: readonly SwaggerSchema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly 'x-ms-enum'?: { readonly modelAsString?: boolean };
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SwaggerSchema>>;
  readonly additionalProperties?: boolean | SwaggerSchema;
  readonly items?: SwaggerSchema;
}

export type Definitions = Readonly<Record<string, SwaggerSchema>>;

/**
 * Where a value differs from a schema, as paths with the reason. References are followed as the value
 * is, since the descriptions of networks refer to each other in circles. Properties that the schema
 * does not know are differences, too.
 */
export function swaggerDifferences(
  definitions: Definitions,
  schema: SwaggerSchema,
  value: unknown,
  path = '',
): string[] {
  const { type, format, items, ...rest } = resolve(definitions, schema);
  if (value === null) return [`${path}: is null`];
  if (rest.enum && rest['x-ms-enum']?.modelAsString === false && !rest.enum.includes(value)) {
    return [`${path}: ${String(value)} is not listed`];
  }
  if (type === 'array') {
    return Array.isArray(value)
      ? value.flatMap((item, at) =>
          swaggerDifferences(definitions, items ?? {}, item, `${path}[${at}]`),
        )
      : [`${path}: is no array`];
  }
  if (type === 'object' || Object.keys(rest.properties ?? {}).length > 0) {
    return objectDifferences(definitions, rest, value, path);
  }
  if (type === 'integer') return Number.isSafeInteger(value) ? [] : [`${path}: is no integer`];
  if (type === 'string') {
    const fits = typeof value === 'string' && (format !== 'date-time' || isTime(value));
    return fits ? [] : [`${path}: is no ${format ?? 'string'}`];
  }
  return type === undefined || typeof value === type ? [] : [`${path}: is no ${type}`];
}

function objectDifferences(
  definitions: Definitions,
  schema: SwaggerSchema,
  value: unknown,
  path: string,
): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${path}: is no object`];
  }
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  const { additionalProperties: more } = schema;
  return [
    ...missing.map((name) => `${path}.${name}: is missing`),
    ...Object.entries(value).flatMap(([name, each]) => {
      const known = schema.properties?.[name] ?? (typeof more === 'object' ? more : undefined);
      return known
        ? swaggerDifferences(definitions, known, each, `${path}.${name}`)
        : [`${path}.${name}: is unknown`];
    }),
  ];
}

/** The schema with what it refers to and inherits. */
function resolve(definitions: Definitions, schema: SwaggerSchema): SwaggerSchema {
  const { $ref, allOf = [], ...own } = schema;
  const target = $ref === undefined ? undefined : definitions[$ref.replace('#/definitions/', '')];
  if ($ref !== undefined && target === undefined) throw new Error(`${$ref} is not defined`);
  const parents = [...(target ? [target] : []), ...allOf].map((each) => resolve(definitions, each));
  return [...parents, own].reduce((merged, each) => ({
    ...merged,
    ...each,
    properties: { ...merged.properties, ...each.properties },
    required: [...(merged.required ?? []), ...(each.required ?? [])],
  }));
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
}
