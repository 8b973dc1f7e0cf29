import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { flagOf, propertiesOf, wholeOf } from '../pve-values';

/** Days that one backup of each kind stands for. */
const DAYS_KEPT: Readonly<Record<string, number>> = {
  'keep-daily': 1,
  'keep-weekly': 7,
  'keep-monthly': 30,
  'keep-yearly': 365,
};

/**
 * A backup job, `null` when the payload has no id.
 * @param guests native ids by number, of the guests that the token sees
 */
export function toBackupJob(
  raw: unknown,
  guests: ReadonlyMap<number, string>,
): DiscoveredResource<'backup_policy'> | null {
  const job = recordOf(raw);
  const id = textOf(job['id']);
  if (id === null) return null;
  // It is on unless switched off.
  const isEnabled = flagOf(job['enabled']) !== false;
  return {
    resourceId: `backup/${id}`,
    resourceType: 'backup_policy',
    nativeType: 'backup-job',
    name: textOf(job['comment'])?.trim() || id,
    region: null,
    zone: textOf(job['node']),
    state: isEnabled ? 'running' : 'stopped',
    nativeState: isEnabled ? 'enabled' : 'disabled',
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: numbersIn(job['vmid'])
      .flatMap((number) => guests.get(number) ?? [])
      .map((resourceId) => ({ kind: 'targets', resourceId })),
    price: null,
    attributes: {
      isEnabled,
      schedule: textOf(job['schedule']),
      retentionDays: daysKept(job['prune-backups']),
      coversEverything: coversEverything(job),
    },
    raw,
  };
}

/** `100,102`, or a single number; each once, in their order. */
function numbersIn(value: unknown): number[] {
  const text = wholeOf(value)?.toString() ?? textOf(value) ?? '';
  const numbers = text.split(/[,; ]+/).flatMap((each) => wholeOf(each) ?? []);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** `null` when nothing says what is backed up. */
function coversEverything(job: Readonly<Record<string, unknown>>): boolean | null {
  const limits = [job['exclude'], job['node']];
  if (flagOf(job['all']) === true) return limits.every((limit) => numbersOrName(limit) === null);
  const chosen = [job['vmid'], job['pool']];
  return chosen.some((choice) => numbersOrName(choice) !== null) ? false : null;
}

function numbersOrName(value: unknown): string | null {
  return wholeOf(value)?.toString() ?? (textOf(value)?.trim() || null);
}

/**
 * How long the oldest backup is kept that is chosen by its day, week, month or year. `null` when all
 * are kept, when only so many of the last ones are, or when the storage decides.
 */
function daysKept(prune: unknown): number | null {
  const kept =
    typeof prune === 'string' ? Object.fromEntries(propertiesOf(prune).fields) : recordOf(prune);
  if (flagOf(kept['keep-all']) === true) return null;
  const days = Object.entries(DAYS_KEPT).map(
    ([option, each]) => (wholeOf(kept[option]) ?? 0) * each,
  );
  const longest = Math.max(...days);
  return longest > 0 ? longest : null;
}
