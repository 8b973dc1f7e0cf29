import { z } from 'zod';

/** The normalized kinds of resource. A provider's own kind is kept beside it as the native type. */
export const RESOURCE_TYPES = [
  'vm',
  'container',
  'node',
  'volume',
  'snapshot',
  'image',
  'network',
  'subnet',
  'firewall',
  'public_ip',
  'network_interface',
  'load_balancer',
  'database',
  'bucket',
  'storage_account',
  'cluster',
  'function',
  'key',
  'secret_store',
  'identity',
  'role',
  'dns_zone',
  'certificate',
  'registry',
  'queue',
  'topic',
  'route_table',
  'gateway',
  'flow_log',
  'scaling_group',
  'placement_group',
  'file_system',
  'dataset',
  'app',
  'cdn',
  'access_key',
  'policy',
  'role_assignment',
  'account_settings',
  'subaccount',
  'resource_group',
  'audit_trail',
  'detector',
  'backup_policy',
] as const;

export const resourceTypeSchema = z.enum(RESOURCE_TYPES);
export type ResourceType = z.infer<typeof resourceTypeSchema>;

/** One vocabulary of states for every provider; the provider's own word is kept as `nativeState`. */
export const RESOURCE_STATES = [
  'running',
  'stopped',
  'pending',
  'deleted',
  'error',
  'unknown',
] as const;

export const resourceStateSchema = z.enum(RESOURCE_STATES);
export type ResourceState = z.infer<typeof resourceStateSchema>;

/** The clouds Skyledger knows. */
export const PROVIDER_IDS = [
  'aws',
  'azure',
  'gcp',
  'hetzner',
  'proxmox',
  'digitalocean',
  'scaleway',
  'ovh',
  'ionos',
] as const;

export const providerIdSchema = z.enum(PROVIDER_IDS);
export type ProviderId = z.infer<typeof providerIdSchema>;

/** How bad it is when a check fails, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;
