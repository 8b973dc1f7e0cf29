import type { Attributes, FirewallRule, LedgerResource, Listener } from '@skyledger/resource-model';

type Shared = Partial<Omit<LedgerResource, 'resourceType' | 'attributes'>>;

/** A machine of which nothing was observed but what is given. */
export function aVm(
  attributes: Partial<Attributes<'vm'>> = {},
  shared: Shared = {},
): LedgerResource<'vm'> {
  return {
    ...unobserved(shared),
    resourceType: 'vm',
    attributes: {
      cpuCount: null,
      memoryMib: null,
      imageId: null,
      metadataTokenRequired: null,
      identityId: null,
      architecture: null,
      ...attributes,
    },
  };
}

/** A firewall with these rules. */
export function aFirewall(
  rules: readonly FirewallRule[],
  isDefault: boolean | null = false,
): LedgerResource<'firewall'> {
  return {
    ...unobserved(),
    resourceType: 'firewall',
    attributes: { rules: [...rules], isDefault },
  };
}

/** A rule that lets anyone with an IPv4 address in on TCP port 22, unless told otherwise. */
export function aRule(rule: Partial<FirewallRule> = {}): FirewallRule {
  return {
    direction: 'inbound',
    action: 'allow',
    protocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    cidrs: ['0.0.0.0/0'],
    peers: [],
    priority: null,
    description: null,
    ...rule,
  };
}

/** A load balancer of which nothing was observed but what is given. */
export function aLoadBalancer(
  attributes: Partial<Attributes<'load_balancer'>> = {},
): LedgerResource<'load_balancer'> {
  return {
    ...unobserved(),
    resourceType: 'load_balancer',
    attributes: { kind: null, internetFacing: null, dnsName: null, listeners: null, ...attributes },
  };
}

/** A listener of HTTPS on port 443 of which nothing else was observed, unless told otherwise. */
export function aListener(listener: Partial<Listener>): Listener {
  return {
    protocol: 'https',
    fromPort: 443,
    toPort: 443,
    redirectsToHttps: null,
    tlsPolicy: null,
    minimumTlsVersion: null,
    certificateIds: null,
    ...listener,
  };
}

/** A database of which nothing was observed but what is given. */
export function aDatabase(
  attributes: Partial<Attributes<'database'>> = {},
): LedgerResource<'database'> {
  return {
    ...unobserved(),
    resourceType: 'database',
    attributes: {
      engine: null,
      engineVersion: null,
      endpoint: null,
      port: null,
      encryptedAtRest: null,
      publiclyAccessible: null,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: null,
      deletionProtection: null,
      highlyAvailable: null,
      storageGib: null,
      ...attributes,
    },
  };
}

/** A bucket of which nothing was observed but what is given. */
export function aBucket(attributes: Partial<Attributes<'bucket'>> = {}): LedgerResource<'bucket'> {
  return {
    ...unobserved(),
    resourceType: 'bucket',
    attributes: {
      publicAccessBlocked: null,
      policyPublic: null,
      encryptedAtRest: null,
      encryptionKeyId: null,
      versioned: null,
      accessLogged: null,
      ...attributes,
    },
  };
}

/** A CDN of which nothing was observed but what is given. */
export function aCdn(attributes: Partial<Attributes<'cdn'>> = {}): LedgerResource<'cdn'> {
  return {
    ...unobserved(),
    resourceType: 'cdn',
    attributes: {
      domainNames: [],
      httpsOnly: null,
      minimumTlsVersion: null,
      webFirewallId: null,
      accessLogged: null,
      ...attributes,
    },
  };
}

/** A volume of which nothing was observed but what is given. */
export function aVolume(attributes: Partial<Attributes<'volume'>> = {}): LedgerResource<'volume'> {
  return {
    ...unobserved(),
    resourceType: 'volume',
    attributes: { sizeGib: null, encryptedAtRest: null, kind: null, ...attributes },
  };
}

/** Settings of an account of which nothing was observed but what is given. */
export function accountSettings(
  attributes: Partial<Attributes<'account_settings'>> = {},
): LedgerResource<'account_settings'> {
  return {
    ...unobserved(),
    resourceType: 'account_settings',
    attributes: {
      rootMfaEnabled: null,
      rootAccessKeyCount: null,
      passwordMinimumLength: null,
      passwordReuseCount: null,
      passwordMaximumAgeDays: null,
      publicBucketsBlocked: null,
      externalIdRequired: null,
      ...attributes,
    },
  };
}

/** An identity of which nothing was observed but what is given. */
export function anIdentity(
  attributes: Partial<Attributes<'identity'>> = {},
): LedgerResource<'identity'> {
  return {
    ...unobserved(),
    resourceType: 'identity',
    attributes: {
      kind: null,
      isEnabled: null,
      hasPassword: null,
      mfaEnabled: null,
      lastUsedAt: null,
      ...attributes,
    },
  };
}

/** A policy of which nothing was observed but what is given. */
export function aPolicy(attributes: Partial<Attributes<'policy'>> = {}): LedgerResource<'policy'> {
  return {
    ...unobserved(),
    resourceType: 'policy',
    attributes: {
      providerManaged: null,
      grantsEverything: null,
      attachmentCount: null,
      ...attributes,
    },
  };
}

/** A role of which nothing was observed but what is given. */
export function aRole(attributes: Partial<Attributes<'role'>> = {}): LedgerResource<'role'> {
  return {
    ...unobserved(),
    resourceType: 'role',
    attributes: {
      providerManaged: null,
      assumableByAnyone: null,
      trustedAccountIds: null,
      lastUsedAt: null,
      ...attributes,
    },
  };
}

/** An audit trail of which nothing was observed but what is given. */
export function anAuditTrail(
  attributes: Partial<Attributes<'audit_trail'>> = {},
): LedgerResource<'audit_trail'> {
  return {
    ...unobserved(),
    resourceType: 'audit_trail',
    attributes: {
      isEnabled: null,
      coversEveryRegion: null,
      validatesFiles: null,
      encryptionKeyId: null,
      destination: null,
      ...attributes,
    },
  };
}

/** A detector of which nothing was observed but what is given. */
export function aDetector(
  attributes: Partial<Attributes<'detector'>> = {},
): LedgerResource<'detector'> {
  return {
    ...unobserved(),
    resourceType: 'detector',
    attributes: { kind: null, isEnabled: null, coversEverything: null, ...attributes },
  };
}

/** A key of which nothing was observed but what is given. */
export function aKey(attributes: Partial<Attributes<'key'>> = {}): LedgerResource<'key'> {
  return {
    ...unobserved(),
    resourceType: 'key',
    attributes: {
      providerManaged: null,
      isEnabled: null,
      rotates: null,
      usage: null,
      ...attributes,
    },
  };
}

/** A queue of which nothing was observed but what is given. */
export function aQueue(attributes: Partial<Attributes<'queue'>> = {}): LedgerResource<'queue'> {
  return {
    ...unobserved(),
    resourceType: 'queue',
    attributes: { encryptedAtRest: null, encryptionKeyId: null, policyPublic: null, ...attributes },
  };
}

/** A topic of which nothing was observed but what is given. */
export function aTopic(attributes: Partial<Attributes<'topic'>> = {}): LedgerResource<'topic'> {
  return {
    ...unobserved(),
    resourceType: 'topic',
    attributes: { encryptedAtRest: null, encryptionKeyId: null, policyPublic: null, ...attributes },
  };
}

function unobserved(shared: Shared = {}): Omit<LedgerResource, 'resourceType' | 'attributes'> {
  return {
    id: '1001',
    accountId: '0198a000-0000-7000-8000-000000000002',
    provider: 'aws',
    isActive: true,
    resourceId: 'resource/1',
    nativeType: 'Example::Resource',
    name: null,
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    ...shared,
  };
}
