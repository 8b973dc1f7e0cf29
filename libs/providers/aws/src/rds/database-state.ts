import type { ResourceState } from '@skyledger/resource-model';
import { stateFrom } from '../native-state';

/**
 * Statuses that are neither of an error nor of a change that leaves the database in service.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'pending',
  deleting: 'pending',
  rebooting: 'pending',
  starting: 'pending',
  stopping: 'pending',
  stopped: 'stopped',
  failed: 'error',
  'inaccessible-encryption-credentials': 'error',
  'inaccessible-encryption-credentials-recoverable': 'error',
  'insufficient-capacity': 'error',
  'restore-error': 'error',
  'storage-full': 'error',
  available: 'running',
  'backing-up': 'running',
  maintenance: 'running',
  modifying: 'running',
  'moving-to-vpc': 'running',
  renaming: 'running',
  'resetting-master-credentials': 'running',
  'storage-config-upgrade': 'running',
  'storage-initialization': 'running',
  'storage-optimization': 'running',
  upgrading: 'running',
};

/** The state of an instance or cluster. */
export function databaseStateOf(status: string | null): ResourceState {
  if (status === null) return 'unknown';
  if (status.startsWith('incompatible-')) return 'error';
  if (/^(configuring|converting)-/.test(status)) return 'running';
  return stateFrom(STATES, status);
}
