import { describeWith } from '@skyledger/testing';
import {
  aHetznerProject,
  anEstate,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const project = aHetznerProject(1);

describeWith(['redis'], 'the distributed form without an encryption key', () => {
  let started: StartedPlatform;
  let platform: Platform;

  beforeAll(async () => {
    started = await startPlatform({
      transport: 'postgres',
      estate: anEstate({ hetzner: [project] }),
      services: { gateway: 1, accounts: 1, 'check-evaluator': 1 },
      env: { CLOUD_ENCRYPTION_KEY: '' },
    });
    platform = started.platform;
  });
  afterAll(() => started?.stop());

  it('answers 503 where a secret would be stored or opened, and asks nobody', async () => {
    const body = { name: 'a', provider: 'hetzner', credentials: { api_token: project.token } };
    const id = '0198a000-0000-7000-8000-000000000001';
    await platform.owner.query(
      `INSERT INTO cloud_accounts
         (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2, 'hetzner', 'of an earlier key', 'p', 'active', '{"kind": "manual"}', 'test')`,
      [platform.tenantId, id],
    );
    for (const path of ['/cloud/accounts', `/cloud/accounts/${id}/revalidate`]) {
      expect(await platform.api.ask('POST', path, body)).toMatchObject({
        status: 503,
        body: { type: 'encryption-key-missing' },
      });
    }
    await platform.owner.query('DELETE FROM cloud_accounts WHERE id = $1', [id]);
    expect(platform.emulator.stats.count()).toBe(0);
    expect(await platform.owner.number('SELECT count(*) FROM cloud_accounts')).toBe(0);
  });

  it('serves everything else', async () => {
    expect(await platform.api.all('/cloud/accounts')).toEqual([]);
    expect(await platform.api.all('/cloud/resources')).toEqual([]);
  });

  it('starts no worker, and says why', async () => {
    const worker = await platform.launch('discovery-worker');
    expect(await worker.ended()).toEqual({ code: 1, signal: null });
    expect(worker.app.output).toContain('CLOUD_ENCRYPTION_KEY');
  });
});
