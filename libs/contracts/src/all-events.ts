import type { EventContract } from './define-event';
import { agentRegistered } from './events/agent-registered.event';
import { credentialAging } from './events/credential-aging.event';
import { discoveryCompleted } from './events/discovery-completed.event';
import { discoveryPassRequested } from './events/discovery-pass-requested.event';
import { discoveryRequested } from './events/discovery-requested.event';
import { findingOpened } from './events/finding-opened.event';
import { findingResolved } from './events/finding-resolved.event';
import { organizationSyncRequested } from './events/organization-sync-requested.event';
import { resourceMatched } from './events/resource-matched.event';
import { resourceRemoved } from './events/resource-removed.event';
import { resourceUpserted } from './events/resource-upserted.event';
import { validationRequested } from './events/validation-requested.event';

/** Every event of the system: for documentation, and for the test that parses each example. */
export const ALL_EVENTS: readonly EventContract[] = [
  agentRegistered,
  credentialAging,
  discoveryCompleted,
  discoveryPassRequested,
  discoveryRequested,
  findingOpened,
  findingResolved,
  organizationSyncRequested,
  resourceMatched,
  resourceRemoved,
  resourceUpserted,
  validationRequested,
];
