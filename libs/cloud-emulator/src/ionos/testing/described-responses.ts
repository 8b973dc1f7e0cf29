import type { Schema } from '../../testing/openapi-schema';

/** A schema as it is written, with references. */
interface WrittenSchema {
  readonly $ref?: string;
  readonly allOf?: readonly WrittenSchema[];
  readonly nullable?: boolean;
  readonly items?: WrittenSchema;
  readonly properties?: Readonly<Record<string, WrittenSchema>>;
}

interface Description {
  readonly paths?: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly responses: {
            readonly '200': {
              readonly content: { readonly 'application/json': { readonly schema: WrittenSchema } };
            };
          };
        };
      }
    >
  >;
  readonly components?: { readonly schemas: Readonly<Record<string, WrittenSchema>> };
}

export interface DescribedResponses {
  /** Of a successful answer to `GET <path>`; empty for a path that is not described. */
  schemaOf(path: string): Schema;
  schemaNamed(name: string): Schema;
}

/**
 * Reads a description whose schemas refer to each other, in circles even: a server has groups, which
 * have servers. References are followed when they are looked at.
 */
export function describedResponses(text: string): DescribedResponses {
  const { paths = {}, components } = JSON.parse(text) as Description;
  const schemas = components?.schemas ?? {};
  const follow = (written: WrittenSchema): Schema => {
    const [base] = written.allOf ?? [];
    const reference = written.$ref ?? base?.$ref;
    if (reference !== undefined) {
      const named = schemas[reference.split('/').at(-1) ?? ''] ?? {};
      return follow({ ...named, nullable: written.nullable ?? named.nullable });
    }
    const { items, properties, ...rest } = written;
    return {
      ...rest,
      ...(items === undefined ? {} : { items: follow(items) }),
      ...(properties === undefined ? {} : { properties: onDemand(properties, follow) }),
    };
  };
  return {
    schemaOf: (path) =>
      follow(paths[path]?.get.responses['200'].content['application/json'].schema ?? {}),
    schemaNamed: (name) => follow(schemas[name] ?? {}),
  };
}

/** Follows a property when it is read, since following them all would have no end. */
function onDemand(
  properties: Readonly<Record<string, WrittenSchema>>,
  follow: (written: WrittenSchema) => Schema,
): Readonly<Record<string, Schema>> {
  return new Proxy({} as Record<string, Schema>, {
    has: (_target, name) => name in properties,
    get: (_target, name) => {
      const written = typeof name === 'string' ? properties[name] : undefined;
      return written === undefined ? undefined : follow(written);
    },
    getOwnPropertyDescriptor: (_target, name) =>
      name in properties ? { configurable: true, enumerable: true } : undefined,
  });
}
