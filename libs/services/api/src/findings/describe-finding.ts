import { ALL_CHECKS } from '@skyledger/checks';
import type { z } from 'zod';
import type { Finding, findingDetailSchema } from './finding.schema';

/** A finding as the ledger holds it, without what its check says. */
export type StoredFinding = Omit<Finding, 'title' | 'remediation'>;

const BY_ID = new Map(ALL_CHECKS.map((check) => [check.id, check]));

/** The finding with the check's words; a check that left the catalogue has its id left. */
export function describeFinding(finding: StoredFinding): Finding {
  const check = BY_ID.get(finding.check_id);
  const { remediation } = check ?? {};
  return {
    ...finding,
    title: check?.title ?? finding.check_id,
    remediation: remediation?.[finding.resource.provider] ?? remediation?.text ?? null,
  };
}

/** The same with risk and references. */
export function describeFindingInFull(finding: StoredFinding): z.infer<typeof findingDetailSchema> {
  const check = BY_ID.get(finding.check_id);
  return {
    ...describeFinding(finding),
    risk: check?.risk ?? null,
    references: [...(check?.references ?? [])],
  };
}
