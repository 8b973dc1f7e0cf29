import {
  DEMO_HETZNER,
  connectEmulator,
  demoEstate,
  expectedResources,
  startEmulator,
} from './index';
import type { Emulator, RemoteEmulator } from './index';

describe('an emulator controlled over HTTP', () => {
  let emulator: Emulator;
  let remote: RemoteEmulator;

  beforeEach(async () => {
    emulator = await startEmulator({ estate: demoEstate() });
    remote = connectEmulator(emulator.adminEndpoint);
  });
  afterEach(() => emulator.close());

  const ask = (path: string): Promise<Response> =>
    fetch(emulator.hetznerEndpoint + path, {
      headers: { authorization: `Bearer ${DEMO_HETZNER.token}` },
    });

  it('puts faults in force and takes them back', async () => {
    const remove = await remote.addFault({
      match: { action: '/volumes' },
      effect: { type: 'deny' },
    });
    expect((await ask('/volumes')).status).toBe(403);
    expect(await remote.listFaults()).toMatchObject([{ seen: 1, applied: 1 }]);
    await remove();
    expect((await ask('/volumes')).status).toBe(200);
    await expect(remove()).rejects.toThrow('no such fault');
    await remote.addFault({ match: {}, effect: { type: 'rename', name: 'web\ud800\u0000' } });
    const { volumes } = (await (await ask('/volumes')).json()) as { volumes: { name: string }[] };
    expect(volumes[0]?.name).toBe('web\ud800\u0000');
    await remote.clearFaults();
    expect(await remote.listFaults()).toEqual([]);
  });

  it('changes the estate and tells what is in it', async () => {
    const account = DEMO_HETZNER.projectName;
    const before = await remote.expectedResources(account);
    expect(before).toEqual([...expectedResources(emulator.estate, account)]);
    const { ids } = await remote.mutate({ op: 'remove', account, kind: 'volume', share: 0.5 });
    expect(ids).toHaveLength(12);
    expect(await remote.expectedResources(account)).toHaveLength(before.length - 12);
    expect(await remote.describe(account, 'volume', ids[0] ?? '')).toBeNull();
    await expect(
      remote.mutate({ op: 'remove', account, kind: 'volume', share: 2 }),
    ).rejects.toThrow('share');
  });

  it('counts requests by what they ask and how they are answered', async () => {
    await ask('/servers');
    await ask('/servers?page=2');
    await fetch(`${emulator.hetznerEndpoint}/servers`);
    const { requests, bytes, calls } = await remote.stats();
    expect(requests).toBe(3);
    expect(bytes).toBeGreaterThan(1000);
    const place = { provider: 'hetzner', service: 'cloud', action: '/servers', region: null };
    expect(calls).toEqual([
      { ...place, account: DEMO_HETZNER.projectName, status: 200, count: 2 },
      { ...place, account: null, status: 401, count: 1 },
    ]);
    expect(emulator.stats.count({ status: 200 })).toBe(2);
    await remote.resetStats();
    expect((await remote.stats()).requests).toBe(0);
    expect(await remote.expireSessions()).toBe(0);
  });

  it('survives requests that make no sense', async () => {
    expect((await fetch(`${emulator.adminEndpoint}/nothing`)).status).toBe(404);
    expect(
      (await fetch(`${emulator.adminEndpoint}/faults`, { method: 'POST', body: '{' })).status,
    ).toBe(400);
    expect(
      (await fetch(emulator.awsEndpoint, { headers: { authorization: 'Basic eDp5' } })).status,
    ).toBe(403);
    expect((await ask('/servers?page=%ZZ')).status).toBe(422);
  });
});
