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

export const containerAttributesSchema = z.strictObject({
  cpuCount: observed.number,
  memoryMib: observed.int,
  imageId: observed.text,
  /** Whether root inside is an unprivileged user outside. */
  unprivileged: observed.bool,
});

export const nodeAttributesSchema = z.strictObject({
  cpuCount: observed.int,
  memoryMib: observed.int,
  /** Version of the hypervisor or of the cluster software that runs on it. */
  softwareVersion: observed.text,
});

export const snapshotAttributesSchema = z.strictObject({
  sizeGib: observed.number,
  encryptedAtRest: observed.bool,
  /** Native id of what it was taken of. */
  sourceId: observed.text,
  /** Whether anyone on the Internet may restore it. */
  isShared: observed.bool,
});

export const imageAttributesSchema = z.strictObject({
  sizeGib: observed.number,
  architecture: observed.text,
  operatingSystem: observed.text,
  encryptedAtRest: observed.bool,
});

export const publicIpAttributesSchema = z.strictObject({
  /** Address or prefix in CIDR notation. */
  address: observed.text,
  /** Whether it stays the same until it is given back. */
  isStatic: observed.bool,
  /** Whether something uses it. */
  isAttached: observed.bool,
});

export const networkInterfaceAttributesSchema = z.strictObject({
  macAddress: observed.text,
  /** Whether the provider drops packets with a foreign source address. */
  sourceCheck: observed.bool,
});

export const clusterAttributesSchema = z.strictObject({
  /** `kubernetes`, or the provider's word for another kind. */
  kind: observed.text,
  version: observed.text,
  nodeCount: observed.int,
  /** Whether its control plane can be reached from the Internet. */
  publicEndpoint: observed.bool,
});

export const storageAccountAttributesSchema = z.strictObject({
  /** Whether containers in it may be made public. */
  publicAccessAllowed: observed.bool,
  /** Whether plain HTTP is refused. */
  httpsOnly: observed.bool,
  minimumTlsVersion: observed.text,
  encryptionKeyId: observed.text,
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
  container: containerAttributesSchema,
  node: nodeAttributesSchema,
  snapshot: snapshotAttributesSchema,
  image: imageAttributesSchema,
  public_ip: publicIpAttributesSchema,
  network_interface: networkInterfaceAttributesSchema,
  cluster: clusterAttributesSchema,
  storage_account: storageAccountAttributesSchema,
} as const satisfies Partial<Record<ResourceType, z.ZodType>>;

export type TypeWithAttributes = keyof typeof ATTRIBUTE_SCHEMAS;

/** The attributes of a type. */
export type Attributes<T extends ResourceType> = T extends TypeWithAttributes
  ? z.infer<(typeof ATTRIBUTE_SCHEMAS)[T]>
  : Record<string, never>;
