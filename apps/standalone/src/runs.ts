import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AccountItem,
  type ApiClient,
  ApiRefusal,
  type RunDetail,
  type RunItem,
} from './api-client';

const ACTIVE = new Set(['queued', 'running']);
const EVERY_MS = 200;

/** Starts a run of every account that has none under way. */
export async function discoverAll(api: ApiClient): Promise<void> {
  for (const account of await api.all<AccountItem>('/cloud/accounts')) {
    try {
      await api.post(`/cloud/accounts/${account.id}/discover`);
    } catch (error) {
      // 409: a run is under way already, which is what was wanted.
      if (!(error instanceof ApiRefusal) || error.status !== 409) throw error;
    }
  }
}

/** The newest run of each account. */
export async function newestRuns(
  api: ApiClient,
): Promise<{ account: AccountItem; run: RunItem | undefined }[]> {
  const accounts = await api.all<AccountItem>('/cloud/accounts');
  return Promise.all(
    accounts.map(async (account) => {
      const path = `/cloud/runs?account_id=${account.id}&limit=1`;
      const { items } = await api.get<{ items: RunItem[] }>(path);
      return { account, run: items[0] };
    }),
  );
}

/** Waits until no account has a run under way, and tells of progress whenever something moved. */
export async function waitForRuns(api: ApiClient, tell: (line: string) => void): Promise<void> {
  const told = new Map<string, string>();
  for (;;) {
    const newest = await newestRuns(api);
    if (told.size === 0 && newest.some(({ run }) => isActive(run))) tell('Discovering ...');
    for (const { account, run } of newest) {
      if (run === undefined) continue;
      const line = await progressOf(api, account, run);
      if (told.get(run.id) === line) continue;
      told.set(run.id, line);
      tell(line);
    }
    if (!newest.some(({ run }) => isActive(run))) return;
    await sleep(EVERY_MS);
  }
}

function isActive(run: RunItem | undefined): boolean {
  return run !== undefined && ACTIVE.has(run.status);
}

async function progressOf(api: ApiClient, account: AccountItem, run: RunItem): Promise<string> {
  if (!ACTIVE.has(run.status)) {
    return `  ${account.name}: ${run.status}, ${run.discovered} resources`;
  }
  const { passes } = await api.get<RunDetail>(`/cloud/runs/${run.id}`);
  const ended = passes.filter((pass) => pass.status !== 'pending' && pass.status !== 'running');
  const found = passes.reduce((sum, pass) => sum + pass.discovered, 0);
  return `  ${account.name}: ${ended.length} of ${passes.length} passes, ${found} resources`;
}
