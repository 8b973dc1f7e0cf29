import { recordingGate } from '@skyledger/provider-sdk';
import { digitalocean } from './provider';
import { SPACES_REGIONS } from './spaces/regions';

const TOKEN = { api_token: 'dop_v1_0123' };
const KEY = { spaces_access_key_id: 'DO00EXAMPLEEXAMPLE00', spaces_secret_access_key: 'a/b+c=' };

const read = (credentials: object): ReturnType<typeof digitalocean.credentials.safeParse> =>
  digitalocean.credentials.safeParse(credentials);

describe('DigitalOcean credentials', () => {
  it('are a token, without the blanks that copying brings along', () => {
    expect(read({ api_token: ' dop_v1_0123 \n' }).data).toEqual(TOKEN);
  });

  it('may bring a key of Spaces', () => {
    expect(read({ ...TOKEN, ...KEY }).data).toEqual({ ...TOKEN, ...KEY });
  });

  it.each([
    [{ ...KEY, spaces_secret_access_key: undefined }, 'spaces_secret_access_key'],
    [{ ...KEY, spaces_access_key_id: undefined }, 'spaces_access_key_id'],
    [{ ...KEY, spaces_access_key_id: 'short' }, 'spaces_access_key_id'],
    [{ ...KEY, spaces_secret_access_key: 'two words' }, 'spaces_secret_access_key'],
  ])('refuse half a key: %j', (key, field) => {
    expect(read({ ...TOKEN, ...key }).error?.issues).toEqual([
      expect.objectContaining({ path: [field] }),
    ]);
  });

  it.each(['', '   ', 'two words', 'tökén', 'nul\u0000', 42, undefined])(
    'refuse the token %p',
    (token) => {
      expect(read({ api_token: token }).error?.issues).toEqual(
        expect.arrayContaining([expect.objectContaining({ path: ['api_token'] })]),
      );
    },
  );

  it('are never quoted', () => {
    const secrets = { api_token: 'canary token', spaces_secret_access_key: 'canary key' };
    expect(JSON.stringify(read({ ...KEY, ...secrets }).error)).not.toContain('canary');
  });

  it('have no other fields', () => {
    expect(read({ ...TOKEN, team: 'y' }).success).toBe(false);
  });
});

describe('DigitalOcean regions', () => {
  const gate = recordingGate((error) => digitalocean.classifyError(error));
  const regions = async (
    key: Partial<typeof KEY>,
    selected: readonly string[] | null,
  ): Promise<string[]> => {
    const client = await digitalocean.connect({ ...TOKEN, ...key }, { gate });
    try {
      return await digitalocean.regions(client, selected);
    } finally {
      await digitalocean.disconnect(client);
    }
  };

  it('are those of Spaces, where there is a key to it', async () => {
    expect(await regions(KEY, null)).toEqual(SPACES_REGIONS);
    expect(await regions(KEY, ['fra1', 'nyc1'])).toEqual(['fra1']);
    expect(await regions({}, null)).toEqual([]);
  });
});

describe('DigitalOcean console links', () => {
  it.each([
    ['droplet/7', 'https://cloud.digitalocean.com/droplets/7'],
    ['database/a-b/firewall', 'https://cloud.digitalocean.com/databases/a-b'],
    ['domain/a.example', 'https://cloud.digitalocean.com/networking/domains/a.example'],
    ['reserved_ipv6/2604::1', 'https://cloud.digitalocean.com/networking/reserved_ips'],
    ['droplet/a b', 'https://cloud.digitalocean.com/droplets/a%20b'],
    ['constructor/7', null],
    ['odd id', null],
  ])('lead from %s to %s', (resourceId, link) => {
    const resource = { resourceId, resourceType: 'vm', region: null } as const;
    expect(digitalocean.consoleLink(resource)).toBe(link);
  });
});

describe('DigitalOcean endpoint', () => {
  it('has to be a web address', async () => {
    const gate = { run: jest.fn(), observe: jest.fn() };
    const connection = digitalocean.connect(TOKEN, { gate, endpoint: 'ftp://example.com' });
    await expect(connection).rejects.toThrow(TypeError);
  });
});
