import { textOf } from '@skyledger/provider-sdk';
import type { ResourceState } from '@skyledger/resource-model';
import { stateFrom } from '../native-state';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  pending: 'pending',
  unavailable: 'error',
  failed: 'error',
  'failed-insufficient-capacity': 'error',
};

/** The state of a VPC or subnet. */
export function networkStateOf(native: unknown): ResourceState {
  return stateFrom(STATES, textOf(native));
}
