import { HANDLE_KINDS, type HandleKind } from './handles';

/** The one resource that has all of an agent's handles of this kind that any resource has. */
export interface Candidate {
  kind: HandleKind;
  resourceId: string;
  /** The resource's own instance handle. */
  instanceId: string | null;
}

/** By what an agent was linked to which resource. */
export interface Match {
  resourceId: string;
  matchedBy: HandleKind;
}

/**
 * Chooses the resource an agent runs on: by instance id rather than by public address rather than by
 * private address. An address does not link an agent that says it runs on another machine: private
 * addresses repeat from network to network, and the agent's own may not be in the ledger.
 *
 * @param instanceId the agent's instance handle
 * @param candidates at most one a kind; none where it is ambiguous, since no match is better than a
 *   wrong one
 */
export function chooseMatch(
  instanceId: string | null,
  candidates: readonly Candidate[],
): Match | null {
  for (const kind of HANDLE_KINDS) {
    const candidate = candidates.find((other) => other.kind === kind);
    if (candidate === undefined) continue;
    if (kind !== 'instance_id' && contradicts(instanceId, candidate.instanceId)) continue;
    return { resourceId: candidate.resourceId, matchedBy: kind };
  }
  return null;
}

/**
 * Whether two instance ids are of different machines. Only ids of one form can tell: some providers
 * name a machine in their API otherwise than in its metadata.
 */
function contradicts(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return false;
  const form = formOf(one);
  return form !== null && form === formOf(other);
}

/** The form of ids that a machine is told and the API lists alike: EC2's, and plain numbers. */
function formOf(instanceId: string): 'ec2' | 'number' | null {
  if (/^i-[0-9a-f]+$/.test(instanceId)) return 'ec2';
  return /^\d+$/.test(instanceId) ? 'number' : null;
}
