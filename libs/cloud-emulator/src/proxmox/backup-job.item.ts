import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import { ItemRandom, saltOf } from '../estate/random';

type Selection = Readonly<Record<string, unknown>>;

export interface ProxmoxBackupJob extends EmulatedItem {
  readonly enabled: boolean;
  readonly schedule: string;
  /** What it backs up: everything, everything but a few, some guests, or a pool. */
  readonly selection: Selection;
  readonly prune: Readonly<Record<string, unknown>> | null;
}

/** Some guests are taken by number, whether they are there or not: nothing mends a job. */
const SELECTIONS: readonly [Selection, ...Selection[]] = [
  { all: 1 },
  { all: 0, vmid: '100,101,9999' },
  { all: 1, exclude: '100' },
  { all: 0, pool: 'production' },
];

export function backupJobGenerator({
  seed,
  account,
}: {
  seed: number;
  account: string;
}): Generate<ProxmoxBackupJob> {
  const salt = saltOf(seed, account, 'backup-job');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const id = `backup-${index + 1}`;
    return {
      id,
      region: null,
      name: index % 2 === 0 ? `nightly ${index + 1}` : id,
      enabled: (index % 3 !== 2) !== (revision % 2 === 1),
      schedule: random.pick(['02:30', 'mon..fri 01:00', 'sun 03:00']),
      selection: SELECTIONS[index % SELECTIONS.length] ?? SELECTIONS[0],
      prune: random.pick([
        null,
        { 'keep-last': 3 },
        { 'keep-daily': 7, 'keep-weekly': 4 },
        { 'keep-all': 1 },
      ]),
    };
  };
}

export function backupJobJson(job: ProxmoxBackupJob): Record<string, unknown> {
  return {
    id: job.id,
    type: 'vzdump',
    enabled: job.enabled ? 1 : 0,
    schedule: job.schedule,
    storage: 'nfs',
    mode: 'snapshot',
    compress: 'zstd',
    ...(job.name === job.id ? {} : { comment: job.name }),
    ...job.selection,
    ...(job.prune === null ? {} : { 'prune-backups': job.prune }),
  };
}

export function backupJobRows(job: ProxmoxBackupJob): LedgerRow[] {
  return [{ resourceId: `backup/${job.id}`, resourceType: 'backup_policy', name: job.name }];
}
