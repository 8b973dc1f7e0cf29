import type { Severity } from '@skyledger/resource-model';
import type { Evaluated } from './evaluate-resource';
import type { CurrentResource } from './ledger-resource.repository';

/** Why a finding is no longer open. */
export type Resolution = 'passed' | 'resource_removed' | 'not_applicable';

/** A finding as it is stored. */
export interface StoredFinding {
  id: string;
  resourceId: string;
  checkId: string;
  severity: Severity;
  status: 'open' | 'resolved';
  reason: string;
  /** Whether its resource has changed since it was last seen. */
  resourceChanged: boolean;
}

/** A finding that nobody has stored yet. */
export interface NewFinding {
  accountId: string;
  resourceId: string;
  checkId: string;
  severity: Severity;
  reason: string;
}

/** A stored finding that is seen again, in these words. */
export interface SeenFinding {
  id: string;
  severity: Severity;
  reason: string;
}

/** What has to be written for findings to say what was evaluated; nothing for what stays as it is. */
export interface FindingChanges {
  opened: NewFinding[];
  reopened: SeenFinding[];
  refreshed: SeenFinding[];
  resolved: { id: string; resolution: Resolution }[];
}

/** A resource, and what the checks of its type said of it: nothing when it was removed. */
export interface EvaluatedResource {
  resource: CurrentResource;
  evaluated: readonly Evaluated[];
}

/**
 * Compares what was evaluated with what is stored: a fail opens, reopens or refreshes a finding; a
 * pass resolves an open one, and so does the end of the resource or of the check; unknown changes
 * nothing.
 */
export function findingChanges(
  resources: readonly EvaluatedResource[],
  stored: readonly StoredFinding[],
): FindingChanges {
  const changes: FindingChanges = { opened: [], reopened: [], refreshed: [], resolved: [] };
  const storedByResource = byResource(stored);
  for (const { resource, evaluated } of resources) {
    const findings = storedByResource.get(resource.id) ?? new Map<string, StoredFinding>();
    for (const { check, outcome } of evaluated) {
      const finding = findings.get(check.id);
      findings.delete(check.id);
      if (outcome.status === 'unknown') continue;
      if (outcome.status === 'fail') {
        addSeen(changes, resource, finding, check.id, check.severity, outcome.reason);
      } else if (finding?.status === 'open') {
        changes.resolved.push({ id: finding.id, resolution: 'passed' });
      }
    }
    const resolution = resource.isActive ? 'not_applicable' : 'resource_removed';
    for (const { id, status } of findings.values()) {
      if (status === 'open') changes.resolved.push({ id, resolution });
    }
  }
  return changes;
}

function addSeen(
  changes: FindingChanges,
  resource: CurrentResource,
  finding: StoredFinding | undefined,
  checkId: string,
  severity: Severity,
  reason: string,
): void {
  if (finding === undefined) {
    const { id: resourceId, accountId } = resource;
    changes.opened.push({ accountId, resourceId, checkId, severity, reason });
  } else if (finding.status === 'resolved') {
    changes.reopened.push({ id: finding.id, severity, reason });
  } else if (
    finding.resourceChanged ||
    finding.severity !== severity ||
    finding.reason !== reason
  ) {
    changes.refreshed.push({ id: finding.id, severity, reason });
  }
}

/** Findings by resource, then by check. */
function byResource(stored: readonly StoredFinding[]): Map<string, Map<string, StoredFinding>> {
  const grouped = new Map<string, Map<string, StoredFinding>>();
  for (const finding of stored) {
    const findings = grouped.get(finding.resourceId);
    if (findings !== undefined) findings.set(finding.checkId, finding);
    else grouped.set(finding.resourceId, new Map([[finding.checkId, finding]]));
  }
  return grouped;
}
