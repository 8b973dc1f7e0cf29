import { z } from 'zod';
import { ATTRIBUTE_SCHEMAS, type Attributes, type TypeWithAttributes } from './attributes';
import { resourceStateSchema, resourceTypeSchema, type ResourceType } from './resource-type';

/** How one resource stands to another of the same account, by the other's native id. */
export const relationshipSchema = z.strictObject({
  kind: z.enum(['runs_in', 'attached_to', 'protected_by', 'targets', 'uses']),
  resourceId: z.string().min(1),
});
export type Relationship = z.infer<typeof relationshipSchema>;

/**
 * An estimate of what the resource costs an hour as it is now, before discounts; where there is none, it
 * is not known. What is stopped costs as much as its provider bills for it while it is: that is 0 where the
 * provider documents that it bills nothing of what the price is of. Disks and addresses, which go on
 * being billed, are resources with prices of their own.
 */
export const priceSchema = z.strictObject({
  /** Decimal number as text, so that no digit is lost. */
  hourly: z.string().regex(/^\d+(\.\d+)?$/),
  currency: z.string().length(3),
  /** Where the figure comes from, for example `hetzner:server_type`. */
  source: z.string(),
});
export type Price = z.infer<typeof priceSchema>;

const sharedShape = {
  /** The provider's own id: an ARN, an ARM id, a full resource name, `server/42`. Unique in the account. */
  resourceId: z.string().min(1),
  resourceType: resourceTypeSchema,
  /** The provider's own type, for example `AWS::EC2::Instance`. */
  nativeType: z.string().min(1),
  name: z.string().nullable(),
  region: z.string().nullable(),
  zone: z.string().nullable(),
  state: resourceStateSchema,
  nativeState: z.string().nullable(),
  /** The provider's word for size or class, for example `t3.micro`. */
  size: z.string().nullable(),
  privateIps: z.array(z.string()),
  publicIps: z.array(z.string()),
  /** Whether it can be addressed from the Internet. */
  isPublic: z.boolean().nullable(),
  tags: z.record(z.string(), z.string()),
  /** When the provider made it, ISO 8601 in UTC. */
  createdAt: z.iso.datetime().nullable(),
  relationships: z.array(relationshipSchema),
  /** Left out where it could not be read this time; the ledger then keeps the one that it knows. */
  price: priceSchema.nullable().optional(),
  attributes: z.record(z.string(), z.unknown()),
};

/** Checks the shape of any discovered resource, its attributes by type included. */
export const discoveredResourceSchema = z
  .strictObject({ ...sharedShape, raw: z.unknown() })
  .superRefine((resource, context) => {
    const schema = ATTRIBUTE_SCHEMAS[resource.resourceType as TypeWithAttributes];
    const result = (schema ?? z.strictObject({})).safeParse(resource.attributes);
    for (const issue of result.error?.issues ?? []) {
      context.addIssue({
        code: 'custom',
        path: ['attributes', ...issue.path],
        message: issue.message,
      });
    }
  });

type Shared = z.infer<z.ZodObject<typeof sharedShape>>;

/**
 * A resource as a mapper yields it: normalized, with the provider's payload beside it. The order of
 * keys in `attributes` is part of the content hash, so a mapper writes them as one literal.
 */
export interface DiscoveredResource<T extends ResourceType = ResourceType> extends Omit<
  Shared,
  'resourceType' | 'attributes'
> {
  resourceType: T;
  attributes: Attributes<T>;
  /** The payload as the provider sent it; secrets are stripped before it is stored. */
  raw: unknown;
}

/** A resource as the ledger holds it, for checks and matching. */
export interface LedgerResource<T extends ResourceType = ResourceType> extends Omit<
  DiscoveredResource<T>,
  'raw'
> {
  /** The ledger's own id, a 64-bit integer as text. */
  id: string;
  accountId: string;
  provider: string;
  isActive: boolean;
}
