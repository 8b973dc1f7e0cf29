import { startEmulator, type Emulator, type EstateSpec } from '../index';

const SPEC: EstateSpec = {
  seed: 5,
  aws: [],
  hetzner: [],
  ovh: [
    {
      account: 'shop-ovh',
      serviceAccount: { clientId: 'EU.shop', clientSecret: 'shop-secret' },
      projects: 2,
      counts: { servers: 8, vracks: 2 },
    },
  ],
};

describe('the vRacks of the emulated OVHcloud', () => {
  let emulator: Emulator;
  let token = '';

  beforeEach(async () => {
    emulator = await startEmulator({ estate: SPEC });
    const response = await fetch(`${emulator.endpoints.ovh}/auth/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'EU.shop',
        client_secret: 'shop-secret',
      }),
    });
    token = ((await response.json()) as { access_token: string }).access_token;
  });
  afterEach(() => emulator.close());

  const ask = (path: string): Promise<Response> =>
    fetch(`${emulator.endpoints.ovh}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const list = async <T>(path: string): Promise<T[]> => (await ask(path)).json() as Promise<T[]>;

  /** What all vRacks hold in some way. */
  const everywhere = async <T>(path: string): Promise<T[]> => {
    const found: T[] = [];
    for (const name of await list<string>('/vrack')) {
      found.push(...(await list<T>(`/vrack/${name}/${path}`)));
    }
    return found;
  };

  // The fields are those of vrack.vrackWithIAM and vrack.AllowedDedicatedServerInterfaces.
  it('are told as described', async () => {
    for (const name of await list<string>('/vrack')) {
      expect(await (await ask(`/vrack/${name}`)).json()).toEqual({
        serviceName: name,
        name: expect.any(String),
        description: expect.any(String),
        iam: expect.objectContaining({ urn: `urn:v1:eu:resource:vrack:${name}` }),
      });
    }
    for (const details of await everywhere('dedicatedServerInterfaceDetails')) {
      expect(details).toEqual({
        dedicatedServer: expect.any(String),
        dedicatedServerInterface: expect.any(String),
        name: expect.any(String),
      });
    }
  });

  it('join some servers, each in one way, and one of two projects', async () => {
    const whole = await everywhere<string>('dedicatedServer');
    const details = await everywhere<{ dedicatedServer: string }>(
      'dedicatedServerInterfaceDetails',
    );
    const all = [...whole, ...details.map(({ dedicatedServer }) => dedicatedServer)];
    expect(Math.min(whole.length, details.length)).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
    const servers = await list<string>('/dedicated/server');
    expect(servers).toEqual(expect.arrayContaining(all));
    expect(all.length).toBeLessThan(servers.length);
    const [first] = await list<string>('/cloud/project');
    expect(await everywhere('cloudProject')).toEqual([first]);
  });

  it('lose their servers when these are gone, and are not found when they are gone themselves', async () => {
    const [name] = await list<string>('/vrack');
    emulator.mutate({ op: 'remove', account: 'shop-ovh', kind: 'ovh.server', share: 1 });
    expect(await everywhere('dedicatedServer')).toEqual([]);
    emulator.mutate({ op: 'remove', account: 'shop-ovh', kind: 'ovh.vrack', share: 1 });
    expect(await list('/vrack')).toEqual([]);
    expect((await ask(`/vrack/${name}`)).status).toBe(404);
  });
});
