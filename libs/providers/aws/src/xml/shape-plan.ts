import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { type ObjectMaker, objectMakerFor } from './object-maker';
import type { TakenNames } from './xml-scanner';

/** How the text of an element becomes a value. */
export type TextKind = 'string' | 'number' | 'boolean' | 'timestamp' | 'other';

/** An element that holds a value of its own and no elements. */
export interface TextPlan {
  readonly kind: TextKind;
  /** For what the SDK's own reader of texts is asked. */
  readonly schema: NormalizedSchema;
}

/** An element that holds an element for each field that is set. */
export interface StructPlan {
  readonly kind: 'struct';
  readonly members: ReadonlyMap<string, ElementPlan>;
  /** Makes the object that the fields are put into. */
  readonly make: ObjectMaker;
  /** The element that came first the last time: AWS keeps one order, so that it is tried first. */
  first: ElementPlan | null;
}

/** An element that holds an element for each item; others are skipped. */
export interface ListPlan {
  readonly kind: 'list';
  readonly item: ElementPlan;
  readonly taken: TakenNames;
}

/** An element that holds an `entry` for each pair of a key and a value. */
export interface MapPlan {
  readonly kind: 'map';
  readonly entry: { readonly tag: string; readonly value: StructPlan };
  readonly taken: TakenNames;
}

export type ValuePlan = TextPlan | StructPlan | ListPlan | MapPlan;

/** An element by its name, and what is read from it. */
export interface ElementPlan {
  /** The field that the value is stored in. */
  readonly field: string;
  readonly tag: string;
  readonly value: ValuePlan;
  /** The sibling that came after this one the last time; see `StructPlan.first`. */
  next: ElementPlan | null;
}

/** A schema is written in a way that only the SDK's reader follows. */
class Unplannable extends Error {}

const plans = new WeakMap<object, StructPlan | null>();

/**
 * The plan by which the answer of an operation is read, made once from the SDK's schema of it.
 *
 * @returns `null` when the schema has anything in it that the services with lists do not use: a
 * union, a flattened list, a free-form document, an attribute. The SDK reads such an answer.
 */
export function planOf(schema: SchemaRef): StructPlan | null {
  const normalized = NormalizedSchema.of(schema);
  const key: unknown = normalized.getSchema();
  if (typeof key !== 'object' || key === null) return null;
  let plan = plans.get(key);
  if (plan === undefined) {
    plan = compiled(normalized);
    plans.set(key, plan);
  }
  return plan;
}

function compiled(schema: NormalizedSchema): StructPlan | null {
  if (!schema.isStructSchema() || schema.isUnionSchema()) return null;
  try {
    return structPlan(schema, new Map());
  } catch (error) {
    if (error instanceof Unplannable) return null;
    throw error;
  }
}

/** Structures that hold themselves are why those under way are remembered. */
type Structs = Map<unknown, StructPlan>;

function structPlan(schema: NormalizedSchema, known: Structs): StructPlan {
  const key: unknown = schema.getSchema();
  const seen = known.get(key);
  if (seen) return seen;
  const members = new Map<string, ElementPlan>();
  const fields = [...schema.structIterator()];
  const plan: StructPlan = {
    kind: 'struct',
    members,
    make: objectMakerFor(fields.length),
    first: null,
  };
  known.set(key, plan);
  for (const [field, member] of fields) {
    const tag = member.getMemberTraits().xmlName ?? field;
    if (members.has(tag) || field in Object.prototype) throw new Unplannable();
    members.set(tag, elementPlan(field, tag, member, known));
  }
  return plan;
}

function elementPlan(
  field: string,
  tag: string,
  schema: NormalizedSchema,
  known: Structs,
): ElementPlan {
  return { field, tag, value: valuePlan(schema, known), next: null };
}

function valuePlan(schema: NormalizedSchema, known: Structs): ValuePlan {
  const { xmlFlattened, xmlAttribute, httpPayload, mediaType } = schema.getMergedTraits();
  if (xmlFlattened || xmlAttribute || httpPayload || schema.isStreaming()) throw new Unplannable();
  if (schema.isUnitSchema() || schema.isDocumentSchema() || schema.isUnionSchema()) {
    throw new Unplannable();
  }
  if (schema.isStructSchema()) return structPlan(schema, known);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const tag = item.getMergedTraits().xmlName ?? 'member';
    return {
      kind: 'list',
      item: elementPlan('item', tag, item, known),
      taken: new Set([tag]),
    };
  }
  if (schema.isMapSchema()) return mapPlan(schema, known);
  return { kind: mediaType === undefined ? textKind(schema) : 'other', schema };
}

/** The SDK takes the attributes of a map for its entries, and fails. */
const ANY: TakenNames = { has: () => true };

function mapPlan(schema: NormalizedSchema, known: Structs): MapPlan {
  const key = schema.getKeySchema();
  const value = schema.getValueSchema();
  const fields = [
    elementPlan('key', key.getMergedTraits().xmlName ?? 'key', key, known),
    elementPlan('value', value.getMergedTraits().xmlName ?? 'value', value, known),
  ];
  const members = new Map(fields.map((field) => [field.tag, field]));
  const make = objectMakerFor(fields.length);
  const pair: StructPlan = { kind: 'struct', members, make, first: null };
  return { kind: 'map', entry: { tag: 'entry', value: pair }, taken: ANY };
}

/** Timestamps of these protocols are RFC 3339 unless a trait says otherwise. */
const PLAIN_TIMESTAMP = 4;

function textKind(schema: NormalizedSchema): TextKind {
  if (schema.isStringSchema()) return 'string';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isTimestampSchema() && schema.getSchema() === PLAIN_TIMESTAMP) return 'timestamp';
  return 'other';
}
