import { z } from 'zod';
import { firewallRuleSchema } from './firewall-rule';
import { listenerSchema } from './listener';
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
  /** Empty when it takes no connections at all. */
  listeners: z.array(listenerSchema).nullable(),
});

export const databaseAttributesSchema = z.strictObject({
  engine: observed.text,
  engineVersion: observed.text,
  endpoint: observed.text,
  port: observed.int,
  encryptedAtRest: observed.bool,
  publiclyAccessible: observed.bool,
  /** Whether connections without TLS are refused. */
  tlsRequired: observed.bool,
  /** Whether who did what in it is logged. */
  accessLogged: observed.bool,
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
  /** Whether earlier versions of an object are kept. */
  versioned: observed.bool,
  /** Whether accesses are logged. */
  accessLogged: observed.bool,
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

export const functionAttributesSchema = z.strictObject({
  runtime: observed.text,
  memoryMib: observed.int,
  timeoutSeconds: observed.int,
  /** Whether it can be called from the Internet without credentials. */
  publiclyInvokable: observed.bool,
  /** Native id of the identity it runs as. */
  identityId: observed.text,
});

/** A web application or service that the provider runs: App Service, Cloud Run, App Platform. */
export const appAttributesSchema = z.strictObject({
  kind: observed.text,
  runtime: observed.text,
  /** Whether plain HTTP is refused or redirected. */
  httpsOnly: observed.bool,
  minimumTlsVersion: observed.text,
  /** Whether it can be called from the Internet without credentials. */
  publiclyInvokable: observed.bool,
  /** Native id of the identity it runs as. */
  identityId: observed.text,
});

/** An encryption key, or a ring or vault that holds nothing but keys. */
export const keyAttributesSchema = z.strictObject({
  /** Whether the provider itself made and rotates it, so that nobody else can change it. */
  providerManaged: observed.bool,
  isEnabled: observed.bool,
  /** Whether its material is renewed without anybody asking. */
  rotates: observed.bool,
  usage: observed.text,
});

/** A place for secrets, or one secret in it; never what it holds. */
export const secretStoreAttributesSchema = z.strictObject({
  kind: observed.text,
  encryptionKeyId: observed.text,
  /** Whether secrets are renewed without anybody asking. */
  rotates: observed.bool,
  /** When the newest secret was stored, ISO 8601 in UTC. */
  lastChangedAt: observed.text,
  publicAccessAllowed: observed.bool,
  /** Whether what is deleted can be got back for some time, and nobody can shorten it. */
  purgeProtected: observed.bool,
});

/** Who can sign in: a person's user, a service account, a group. */
export const identityAttributesSchema = z.strictObject({
  /** `user`, `service` or `group`. */
  kind: observed.text,
  isEnabled: observed.bool,
  /** Whether it has a password for the console. */
  hasPassword: observed.bool,
  mfaEnabled: observed.bool,
  /**
   * The day on which it last signed in or used a key: its begin, ISO 8601 in UTC. The time would
   * change with every run while it is in use.
   */
  lastUsedAt: observed.text,
});

/** A key that an identity uses against the provider's API; never the secret. */
export const accessKeyAttributesSchema = z.strictObject({
  /** Native id of the identity it belongs to. */
  identityId: observed.text,
  isEnabled: observed.bool,
  /** To the day, as of an identity. */
  lastUsedAt: observed.text,
  /** Null also when it never expires: see `neverExpires`. */
  expiresAt: observed.text,
  neverExpires: observed.bool,
});

/** A set of rights that an identity or a machine can take on. */
export const roleAttributesSchema = z.strictObject({
  /** Whether the provider defined it. */
  providerManaged: observed.bool,
  /** Whether anyone of any account may take it on. */
  assumableByAnyone: observed.bool,
  /** Native ids of other accounts whose identities may take it on. */
  trustedAccountIds: z.array(z.string()).nullable(),
  /** To the day, as of an identity. */
  lastUsedAt: observed.text,
});

/** A document of rights that can be attached to identities and roles. */
export const policyAttributesSchema = z.strictObject({
  providerManaged: observed.bool,
  /** Whether it allows everything on everything. */
  grantsEverything: observed.bool,
  attachmentCount: observed.int,
});

/** That somebody has a role on something. */
export const roleAssignmentAttributesSchema = z.strictObject({
  principalId: observed.text,
  /** `user`, `service` or `group`. */
  principalKind: observed.text,
  roleId: observed.text,
  roleName: observed.text,
  /** Native id of what it holds for, with all below. */
  scopeId: observed.text,
});

/** What holds for the whole account of the provider. */
export const accountSettingsAttributesSchema = z.strictObject({
  rootMfaEnabled: observed.bool,
  rootAccessKeyCount: observed.int,
  passwordMinimumLength: observed.int,
  /** How many earlier passwords may not be used again; 0 means any may. */
  passwordReuseCount: observed.int,
  /** 0 means that passwords never expire. */
  passwordMaximumAgeDays: observed.int,
  /** Whether no bucket of the account can be public, whatever its own settings say. */
  publicBucketsBlocked: observed.bool,
  /** Whether the role that lets us in is refused to whom does not know its external id. */
  externalIdRequired: observed.bool,
});

/** An account, subscription or project below the connected one. */
export const subaccountAttributesSchema = z.strictObject({
  nativeAccountId: observed.text,
  /** Native id of what it hangs on in the provider's tree. */
  parentId: observed.text,
});

export const dnsZoneAttributesSchema = z.strictObject({
  domainName: observed.text,
  isPrivate: observed.bool,
  dnssecEnabled: observed.bool,
  recordCount: observed.int,
});

export const certificateAttributesSchema = z.strictObject({
  domainNames: z.array(z.string()),
  /** When it stops being valid, ISO 8601 in UTC. */
  expiresAt: observed.text,
  /** Whether the provider renews it in time. */
  renewsAutomatically: observed.bool,
  keyAlgorithm: observed.text,
  isInUse: observed.bool,
});

export const registryAttributesSchema = z.strictObject({
  /** Whether anyone may pull. */
  isPublic: observed.bool,
  scansOnPush: observed.bool,
  /** Whether a tag can never be moved to another image. */
  tagsImmutable: observed.bool,
  encryptionKeyId: observed.text,
});

export const queueAttributesSchema = z.strictObject({
  encryptedAtRest: observed.bool,
  encryptionKeyId: observed.text,
  /** Whether anyone may send to it or receive from it. */
  policyPublic: observed.bool,
});

export const topicAttributesSchema = z.strictObject({
  encryptedAtRest: observed.bool,
  encryptionKeyId: observed.text,
  /** Whether anyone may publish or subscribe. */
  policyPublic: observed.bool,
});

export const routeTableAttributesSchema = z.strictObject({
  /** Destinations in CIDR notation with the native id or the provider's word of what they lead to. */
  routes: z.array(z.strictObject({ destination: z.string(), target: z.string().nullable() })),
  isDefault: observed.bool,
});

/** What leads out of a network: Internet, NAT and VPN gateways, routers. */
export const gatewayAttributesSchema = z.strictObject({
  /** `internet`, `nat`, `router`, `vpn`, or the provider's word for another kind. */
  kind: observed.text,
});

export const flowLogAttributesSchema = z.strictObject({
  /** Native id of the network, subnet or interface whose traffic it records. */
  sourceId: observed.text,
  /** `all`, `accepted` or `rejected`. */
  traffic: observed.text,
  destination: observed.text,
  isEnabled: observed.bool,
});

export const scalingGroupAttributesSchema = z.strictObject({
  minimum: observed.int,
  maximum: observed.int,
  desired: observed.int,
});

export const placementGroupAttributesSchema = z.strictObject({ strategy: observed.text });

export const fileSystemAttributesSchema = z.strictObject({
  sizeGib: observed.number,
  encryptedAtRest: observed.bool,
  encryptionKeyId: observed.text,
});

export const datasetAttributesSchema = z.strictObject({
  /** Whether anyone may read it. */
  isPublic: observed.bool,
  encryptionKeyId: observed.text,
});

export const cdnAttributesSchema = z.strictObject({
  domainNames: z.array(z.string()),
  /** Whether plain HTTP is refused or redirected. */
  httpsOnly: observed.bool,
  minimumTlsVersion: observed.text,
  webFirewallId: observed.text,
  accessLogged: observed.bool,
});

/** A lasting record of what was done in the account. */
export const auditTrailAttributesSchema = z.strictObject({
  isEnabled: observed.bool,
  coversEveryRegion: observed.bool,
  /** Whether a later change of its files can be noticed. */
  validatesFiles: observed.bool,
  encryptionKeyId: observed.text,
  destination: observed.text,
});

/** A service of the provider that watches: threats, configurations, networks. */
export const detectorAttributesSchema = z.strictObject({
  /** `threats`, `configuration` or `network`. */
  kind: observed.text,
  isEnabled: observed.bool,
  coversEverything: observed.bool,
});

export const backupPolicyAttributesSchema = z.strictObject({
  isEnabled: observed.bool,
  schedule: observed.text,
  retentionDays: observed.int,
  /** Whether it backs up everything there is. */
  coversEverything: observed.bool,
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
  function: functionAttributesSchema,
  app: appAttributesSchema,
  key: keyAttributesSchema,
  secret_store: secretStoreAttributesSchema,
  identity: identityAttributesSchema,
  access_key: accessKeyAttributesSchema,
  role: roleAttributesSchema,
  policy: policyAttributesSchema,
  role_assignment: roleAssignmentAttributesSchema,
  account_settings: accountSettingsAttributesSchema,
  subaccount: subaccountAttributesSchema,
  dns_zone: dnsZoneAttributesSchema,
  certificate: certificateAttributesSchema,
  registry: registryAttributesSchema,
  queue: queueAttributesSchema,
  topic: topicAttributesSchema,
  route_table: routeTableAttributesSchema,
  gateway: gatewayAttributesSchema,
  flow_log: flowLogAttributesSchema,
  scaling_group: scalingGroupAttributesSchema,
  placement_group: placementGroupAttributesSchema,
  file_system: fileSystemAttributesSchema,
  dataset: datasetAttributesSchema,
  cdn: cdnAttributesSchema,
  audit_trail: auditTrailAttributesSchema,
  detector: detectorAttributesSchema,
  backup_policy: backupPolicyAttributesSchema,
} as const satisfies Partial<Record<ResourceType, z.ZodType>>;

export type TypeWithAttributes = keyof typeof ATTRIBUTE_SCHEMAS;

/** The attributes of a type. */
export type Attributes<T extends ResourceType> = T extends TypeWithAttributes
  ? z.infer<(typeof ATTRIBUTE_SCHEMAS)[T]>
  : Record<string, never>;
