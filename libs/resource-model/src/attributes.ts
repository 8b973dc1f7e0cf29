import { z } from 'zod';
import { firewallRuleSchema } from './firewall-rule';
import type { ResourceType } from './resource-type';

/**
 * What is known of each type beyond the fields all resources share. One meaning per attribute for
 * every provider. `null` always means "not observed"; it never means false or none.
 */
const observed = {
  bool: z.boolean().nullable(),
  int: z.number().int().nullable(),
  number: z.number().nullable(),
  text: z.string().nullable(),
};

export const vmAttributesSchema = z.strictObject({
  cpuCount: observed.int,
  memoryMib: observed.int,
  imageId: observed.text,
  /** Whether the instance metadata service refuses requests without a session token (IMDSv2). */
  metadataTokenRequired: observed.bool,
  /** Native id of the identity the machine runs as. */
  identityId: observed.text,
  architecture: observed.text,
});

export const networkAttributesSchema = z.strictObject({
  cidrs: z.array(z.string()),
  isDefault: observed.bool,
});

export const subnetAttributesSchema = z.strictObject({
  cidrs: z.array(z.string()),
  /** Whether machines started here get a public address without asking for one. */
  assignsPublicIp: observed.bool,
});

export const firewallAttributesSchema = z.strictObject({
  rules: z.array(firewallRuleSchema),
  isDefault: observed.bool,
});

export const loadBalancerAttributesSchema = z.strictObject({
  kind: observed.text,
  internetFacing: observed.bool,
  dnsName: observed.text,
});

export const databaseAttributesSchema = z.strictObject({
  engine: observed.text,
  engineVersion: observed.text,
  endpoint: observed.text,
  port: observed.int,
  encryptedAtRest: observed.bool,
  publiclyAccessible: observed.bool,
  /** Days automated backups are kept; 0 means that they are off. */
  backupRetentionDays: observed.int,
  deletionProtection: observed.bool,
  highlyAvailable: observed.bool,
  storageGib: observed.int,
});

export const bucketAttributesSchema = z.strictObject({
  /** Whether public access is blocked whatever policies and ACLs say. */
  publicAccessBlocked: observed.bool,
  /** Whether the bucket's policy makes it public. */
  policyPublic: observed.bool,
  encryptedAtRest: observed.bool,
  encryptionKeyId: observed.text,
});

export const volumeAttributesSchema = z.strictObject({
  sizeGib: observed.number,
  encryptedAtRest: observed.bool,
  kind: observed.text,
});

/** Attribute schema by type; a type without an entry has no attributes of its own yet. */
export const ATTRIBUTE_SCHEMAS = {
  vm: vmAttributesSchema,
  network: networkAttributesSchema,
  subnet: subnetAttributesSchema,
  firewall: firewallAttributesSchema,
  load_balancer: loadBalancerAttributesSchema,
  database: databaseAttributesSchema,
  bucket: bucketAttributesSchema,
  volume: volumeAttributesSchema,
} as const satisfies Partial<Record<ResourceType, z.ZodType>>;

export type TypeWithAttributes = keyof typeof ATTRIBUTE_SCHEMAS;

/** The attributes of a type. */
export type Attributes<T extends ResourceType> = T extends TypeWithAttributes
  ? z.infer<(typeof ATTRIBUTE_SCHEMAS)[T]>
  : Record<string, never>;
