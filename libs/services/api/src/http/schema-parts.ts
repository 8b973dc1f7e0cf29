import { providerIdSchema, resourceTypeSchema } from '@skyledger/resource-model';
import { z } from 'zod';

/** A point in time in an answer, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** Query parameter that is `true` or `false`. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Query parameter that names an account. */
export const accountFilter = z.uuid().optional().describe('Only of this account');

/** Query parameter that names an entity. */
export const entityFilter = z
  .uuid()
  .optional()
  .describe('Only what belongs to this entity or one below it');

export const providerFilter = providerIdSchema.optional().describe('Only of this provider');
export const typeFilter = resourceTypeSchema.optional().describe('Only of this resource type');

/** Ids that the examples of all routes share. */
export const example = {
  accountId: '0198a000-0000-7000-8000-000000000002',
  entityId: '0198a000-0000-7000-8000-000000000007',
  rootEntityId: '00000000-0000-7000-8000-000000000001',
  runId: '0198a000-0000-7000-8000-000000000003',
  agentId: '0198a000-0000-7000-8000-000000000005',
  tokenId: '0198a000-0000-7000-8000-000000000006',
  roleId: '0198a000-0000-7000-8000-000000000008',
  roleBindingId: '0198a000-0000-7000-8000-000000000009',
  organizationId: '0198a000-0000-7000-8000-00000000000a',
  sessionId: '0198a000-0000-7000-8000-000000000007',
  resourceId: '1001',
  nativeResourceId: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0a1b2c3d4e5f60718',
  findingId: '5001',
  externalId: 'skyledger-Jb1xT0m9nq3VYzW4sUuR2eKcHhPd7LfA',
  instant: '2026-11-21T06:30:00.000Z',
} as const;
