import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toBackupJob } from './backup-job.mapper';

const GUESTS = new Map([
  [100, 'qemu/100'],
  [101, 'lxc/101'],
]);

const aJob = (changes: object = {}): Record<string, unknown> => ({
  id: 'backup-4f2c',
  type: 'vzdump',
  enabled: 1,
  schedule: 'mon..fri 01:00',
  storage: 'nfs',
  mode: 'snapshot',
  all: 1,
  comment: 'nightly',
  'prune-backups': { 'keep-daily': 7, 'keep-weekly': 4, 'keep-last': 2 },
  ...changes,
});

describe('toBackupJob', () => {
  it('maps a job of everything', () => {
    const raw = aJob();
    const job = toBackupJob(raw, GUESTS);
    expect(job).toMatchObject({
      resourceId: 'backup/backup-4f2c',
      resourceType: 'backup_policy',
      nativeType: 'backup-job',
      name: 'nightly',
      state: 'running',
      relationships: [],
      attributes: {
        isEnabled: true,
        schedule: 'mon..fri 01:00',
        retentionDays: 28,
        coversEverything: true,
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(job).error).toBeUndefined();
  });

  it('targets the guests that it names, as far as they are known', () => {
    const job = toBackupJob(aJob({ all: 0, vmid: '101,100,100,9999' }), GUESTS);
    expect(job).toMatchObject({
      relationships: [
        { kind: 'targets', resourceId: 'qemu/100' },
        { kind: 'targets', resourceId: 'lxc/101' },
      ],
      attributes: { coversEverything: false },
    });
  });

  it.each([
    [{ all: '1' }, true],
    [{ all: 1, exclude: '100' }, false],
    [{ all: 1, exclude: '' }, true],
    [{ all: 1, node: 'pve1' }, false],
    [{ all: 0, pool: 'production' }, false],
    [{ all: 0, vmid: 100 }, false],
    [{ all: null }, null],
  ])('with %j covers everything: %p', (selection, covers) => {
    expect(toBackupJob(aJob(selection), GUESTS)?.attributes.coversEverything).toBe(covers);
  });

  it.each([
    ['keep-daily=14,keep-last=3', 14],
    [{ 'keep-monthly': '6' }, 180],
    [{ 'keep-yearly': 1 }, 365],
    [{ 'keep-last': 3 }, null],
    [{ 'keep-all': 1, 'keep-daily': 3 }, null],
    [undefined, null],
  ])('keeps backups of %j for days: %p', (prune, days) => {
    const job = toBackupJob(aJob({ 'prune-backups': prune }), GUESTS);
    expect(job?.attributes.retentionDays).toBe(days);
  });

  it.each([
    [0, false],
    ['0', false],
    [undefined, true],
  ])('with enabled %p is enabled: %p', (enabled, isEnabled) => {
    expect(toBackupJob(aJob({ enabled }), GUESTS)).toMatchObject({
      state: isEnabled ? 'running' : 'stopped',
      attributes: { isEnabled },
    });
  });

  it('goes by its id without a comment', () => {
    expect(toBackupJob(aJob({ comment: ' ' }), GUESTS)?.name).toBe('backup-4f2c');
  });

  it.each([null, 42, {}, [null], 'constructor', true, -1.5])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aJob({ vmid: 1, node: 'x', exclude: '' }));
      const odds = fields.filter((field) => field !== 'id').map((field) => [field, odd]);
      const job = toBackupJob(aJob(Object.fromEntries(odds) as object), GUESTS);
      expect(discoveredResourceSchema.safeParse(job).error).toBeUndefined();
    },
  );

  it.each([null, 'job', {}, { id: null }])('is null for %p, which has no id', (raw) => {
    expect(toBackupJob(raw, GUESTS)).toBeNull();
  });
});
