import ipaddr from 'ipaddr.js';

/** By what a machine is recognised, the surest first. */
export const HANDLE_KINDS = ['instance_id', 'public_ip', 'private_ip'] as const;
export type HandleKind = (typeof HANDLE_KINDS)[number];

/** An id or address in the one form in which both sides are compared. */
export interface Handle {
  kind: HandleKind;
  value: string;
}

/** What is known of a machine, by the ledger or by the agent on it. */
export interface MachineIdentity {
  /** The provider's id: an ARN, `server/42`, or just the last part of it. */
  instanceId: string | null;
  privateIps: readonly string[];
  publicIps: readonly string[];
}

/** Longest id compared; none of a provider comes near. */
const LONGEST_ID = 256;
/** Every machine has these, so they tell nothing. */
const SHARED_RANGES = new Set(['unspecified', 'loopback', 'linkLocal', 'multicast', 'broadcast']);

/** The handles of a machine, each once. Addresses that are none, or that say nothing, are left out. */
export function handlesOf(machine: MachineIdentity): Handle[] {
  const handles = new Map<string, Handle>();
  const add = (kind: HandleKind, value: string | null): void => {
    if (value !== null) handles.set(handleKey({ kind, value }), { kind, value });
  };
  if (machine.instanceId !== null) add('instance_id', instanceHandle(machine.instanceId));
  for (const address of machine.publicIps) add('public_ip', addressHandle(address));
  for (const address of machine.privateIps) add('private_ip', addressHandle(address));
  return [...handles.values()];
}

/** One text for a handle, to compare by. */
export function handleKey({ kind, value }: Handle): string {
  return `${kind} ${value}`;
}

/**
 * The part of a provider's id by which the machine knows itself: `i-0abc` of an ARN, `42` of
 * `server/42`.
 */
export function instanceHandle(id: string): string | null {
  const last = id.slice(id.lastIndexOf('/') + 1).toLowerCase();
  return last === '' || last.length > LONGEST_ID || last.includes('\0') ? null : last;
}

/** An address in its shortest form; IPv4 inside of IPv6 as IPv4. */
function addressHandle(text: string): string | null {
  if (!ipaddr.IPv6.isValid(text) && !ipaddr.IPv4.isValidFourPartDecimal(text)) return null;
  const address = ipaddr.process(text);
  return SHARED_RANGES.has(address.range()) ? null : address.toString();
}
