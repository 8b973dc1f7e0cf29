import { type FieldError, ProblemError, type registerAgent } from '@skyledger/contracts';
import type { z } from 'zod';

/** What an agent registers with. */
export type AgentRegistration = z.infer<typeof registerAgent.request>;

/** Bounds of what an agent may say: far beyond what machines have, and within what an index holds. */
const LONGEST_KEY = 256;
const LONGEST_TEXT = 1024;
const MOST_ADDRESSES = 256;

/** @throws ProblemError that names every field which cannot be stored */
export function assertStorable(registration: AgentRegistration): void {
  const errors: FieldError[] = [];
  const text = (field: string, value: string | null, longest: number, shortest = 0): void => {
    if (value === null) return;
    if (value.length < shortest || value.length > longest || value.includes('\0')) {
      errors.push({ field, expected: `${shortest} to ${longest} characters, none of them NUL` });
    }
  };
  text('agent_key', registration.agentKey, LONGEST_KEY, 1);
  text('hostname', registration.hostname, LONGEST_TEXT);
  text('instance_id', registration.instanceId, LONGEST_TEXT);
  text('version', registration.version, LONGEST_TEXT);
  for (const [field, addresses] of [
    ['private_ips', registration.privateIps],
    ['public_ips', registration.publicIps],
  ] as const) {
    if (addresses.length > MOST_ADDRESSES) {
      errors.push({ field, expected: `at most ${MOST_ADDRESSES} addresses` });
    }
    addresses.forEach((address, index) => text(`${field}.${index}`, address, LONGEST_TEXT));
  }
  if (errors.length === 0) return;
  throw new ProblemError({
    type: 'validation-failed',
    title: 'The agent cannot be registered like this',
    status: 422,
    errors,
  });
}
