import { Inject, Injectable } from '@nestjs/common';
import type { Check } from '@skyledger/check-sdk';
import { findingOpened, findingResolved } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import type { ResourceType } from '@skyledger/resource-model';
import { productMetrics } from '@skyledger/telemetry';
import { evaluateResource } from './evaluate-resource';
import { findingChanges } from './finding-changes';
import { FindingRepository, type WrittenFinding } from './finding.repository';
import { LedgerResourceRepository } from './ledger-resource.repository';

/** The checks to evaluate, as a provider of the module. */
export const CHECKS = Symbol('CHECKS');

/** What an evaluation changed. */
export interface EvaluationResult {
  /** Ids of findings that are open and were not before. */
  opened: string[];
  /** Ids of findings that are no longer open. */
  resolved: string[];
}

interface WrittenChanges {
  opened: WrittenFinding[];
  resolved: WrittenFinding[];
}

/** Keeps the findings in step with the resources. */
@Injectable()
export class EvaluationService {
  private readonly checksByType = new Map<ResourceType, Check[]>();

  constructor(
    private readonly database: Database,
    private readonly resources: LedgerResourceRepository,
    private readonly findings: FindingRepository,
    private readonly outbox: Outbox,
    @Inject(CHECKS) checks: readonly Check[],
  ) {
    for (const check of checks) {
      const ofType = this.checksByType.get(check.appliesTo);
      if (ofType === undefined) this.checksByType.set(check.appliesTo, [check]);
      else ofType.push(check);
    }
  }

  /**
   * Evaluates resources as they stand now, removed ones included, and writes what differs from the
   * stored findings, with its events, in one transaction. Ids that do not exist, or belong to another
   * tenant, are passed over. Evaluating again changes nothing.
   */
  async evaluate(tenantId: string, resourceIds: readonly string[]): Promise<EvaluationResult> {
    const { opened, resolved } = await this.database.withTenant(tenantId, async (tx) => {
      const written = await this.writeChanges(tx, tenantId, resourceIds);
      await this.outbox.add(tx, [
        ...byAccount(written.opened).map((page) =>
          event(findingOpened, tenantId, { tenantId, ...page }),
        ),
        ...byAccount(written.resolved).map((page) =>
          event(findingResolved, tenantId, { tenantId, ...page }),
        ),
      ]);
      return written;
    });
    for (const { severity } of opened) {
      productMetrics.findings.add(1, { change: 'opened', severity });
    }
    for (const { severity } of resolved) {
      productMetrics.findings.add(1, { change: 'resolved', severity });
    }
    return { opened: opened.map(({ id }) => id), resolved: resolved.map(({ id }) => id) };
  }

  /** Lock order: `cloud_resources` by id, then `cloud_security_findings` of the locked resources. */
  private async writeChanges(
    tx: Tx,
    tenantId: string,
    resourceIds: readonly string[],
  ): Promise<WrittenChanges> {
    const types = [...this.checksByType.keys()];
    const current = await this.resources.lockCurrent(tx, tenantId, resourceIds, types);
    if (current.length === 0) return { opened: [], resolved: [] };
    const ids = current.map((resource) => resource.id);
    const stored = await this.findings.findingsOf(tx, tenantId, ids);
    const evaluated = current.map((resource) => ({
      resource,
      evaluated:
        resource.observed === null
          ? []
          : evaluateResource(resource.observed, (type) => this.checksByType.get(type) ?? []),
    }));
    const changes = findingChanges(evaluated, stored);
    const inserted = await this.findings.insertFindings(tx, tenantId, changes.opened);
    const seen = await this.findings.updateSeen(tx, tenantId, [
      ...changes.reopened,
      ...changes.refreshed,
    ]);
    const reopened = new Set(changes.reopened.map((finding) => finding.id));
    return {
      opened: [...inserted, ...seen.filter((finding) => reopened.has(finding.id))],
      resolved: await this.findings.resolveFindings(tx, tenantId, changes.resolved),
    };
  }
}

/** Splits findings into one page an account; the resources of a message belong to one. */
function byAccount(
  findings: readonly WrittenFinding[],
): { accountId: string; findingIds: string[] }[] {
  const pages = new Map<string, string[]>();
  for (const { id, accountId } of findings) {
    const page = pages.get(accountId);
    if (page === undefined) pages.set(accountId, [id]);
    else page.push(id);
  }
  return [...pages].map(([accountId, findingIds]) => ({ accountId, findingIds }));
}
