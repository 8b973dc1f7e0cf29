/** An object of the Cloud API, with everything that `depth` may reveal of it. */
export interface Entity {
  readonly id: string;
  readonly type: string;
  /** Below the base of the API. */
  readonly path: string;
  readonly metadata?: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Children by name, made only when they are shown. */
  readonly entities?: Readonly<Record<string, () => readonly Entity[]>>;
}

/**
 * What `depth` reveals: 0 nothing but the reference; 1 the properties and references to children;
 * 2 the properties of children; and so on (API description, parameter `depth`).
 */
export function renderEntity(entity: Entity, depth: number, base: string): object {
  const { id, type, path, metadata, properties, entities } = entity;
  const reference = { id, type, href: base + path };
  if (depth < 1) return reference;
  return {
    ...reference,
    ...(metadata === undefined ? {} : { metadata }),
    properties,
    ...(entities === undefined
      ? {}
      : {
          entities: Object.fromEntries(
            Object.entries(entities).map(([name, children]) => [
              name,
              renderChildren(entity, name, children, depth - 1, base),
            ]),
          ),
        }),
  };
}

function renderChildren(
  { id, path }: Entity,
  name: string,
  children: () => readonly Entity[],
  depth: number,
  base: string,
): object {
  return {
    id: `${id}/${name}`,
    type: 'collection',
    href: `${base}${path}/${name}`,
    ...(depth < 1 ? {} : { items: children().map((child) => renderEntity(child, depth, base)) }),
  };
}

const USER = 'ops@example.com';
const USER_ID = '99156d9e-eb3f-4024-a3a4-283be74699c0';

/** The metadata of every object; what the platform did itself has no known author. */
export function metadataOf(created: string, state: string, revision = 0): object {
  return {
    etag: `${created.replace(/\D/g, '')}${String(revision).padStart(18, '0')}`,
    createdDate: created,
    createdBy: USER,
    createdByUserId: USER_ID,
    lastModifiedDate: created,
    lastModifiedBy: revision % 2 === 1 ? '[UNKNOWN]' : USER,
    lastModifiedByUserId: revision % 2 === 1 ? '[UNKNOWN]' : USER_ID,
    state,
  };
}

/** Times are written without fractions of a second. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
