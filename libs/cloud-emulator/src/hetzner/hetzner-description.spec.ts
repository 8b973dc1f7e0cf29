import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator, EstateSpec } from '../index';
import { startEmulator } from '../index';
import { differences } from '../testing/openapi-schema';
import type { Schema } from '../testing/openapi-schema';

const TOKEN = 'EXAMPLE0token0of0a0project0that0does0not0exist000000000000000000';
const SPEC: EstateSpec = {
  seed: 11,
  aws: [],
  hetzner: [
    {
      token: TOKEN,
      projectName: 'shop',
      counts: {
        servers: 130,
        networks: 3,
        firewalls: 40,
        volumes: 70,
        loadBalancers: 12,
        primaryIps: 90,
        floatingIps: 60,
        images: 55,
        certificates: 40,
        placementGroups: 5,
        zones: 30,
        storageBoxes: 28,
      },
    },
  ],
};

/** The list of images is emulated for own ones only. */
const OWN_IMAGES = '&type=snapshot&type=backup';

const OFFICIAL = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'hetzner/hetzner-cloud.openapi.json',
);

(existsSync(OFFICIAL) ? describe : describe.skip)(
  'Hetzner against its official description',
  () => {
    let emulator: Emulator;
    const responses = new Map<string, { ok: Schema; error: Schema }>();

    beforeAll(async () => {
      emulator = await startEmulator({ estate: SPEC });
      type Response = { content: { 'application/json': { schema: Schema } } };
      const { paths } = JSON.parse(readFileSync(OFFICIAL, 'utf8')) as {
        paths: Record<string, { get: { responses: Record<string, Response> } }>;
      };
      for (const [path, { get: operation }] of Object.entries(paths)) {
        const schemaOf = (status: string): Schema =>
          operation.responses[status]?.content['application/json'].schema ?? {};
        responses.set(path, { ok: schemaOf('200'), error: schemaOf('4XX') });
      }
    });

    afterAll(() => emulator.close());

    const get = async (path: string, token = TOKEN): Promise<unknown> => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(emulator.hetznerEndpoint + path, { headers })).json();
    };

    it.each([
      '/servers',
      '/networks',
      '/firewalls',
      '/volumes',
      '/load_balancers',
      '/primary_ips',
      '/floating_ips',
      '/images',
      '/certificates',
      '/placement_groups',
      '/zones',
      '/load_balancer_types',
      '/locations',
      '/server_types',
      '/pricing',
    ])('answers %s as described', async (path) => {
      const schema = responses.get(path)?.ok ?? {};
      expect(schema.properties).toBeDefined();
      const found = differences(
        schema,
        await get(
          path === '/pricing' ? path : `${path}?per_page=50${path === '/images' ? OWN_IMAGES : ''}`,
        ),
      );
      // The description of early 2026 still has the datacenter, which the API has dropped since.
      expect(found.filter((each) => !each.endsWith('.datacenter: is missing'))).toEqual([]);
    });

    it('words errors as described', async () => {
      const schema = responses.get('/servers')?.error ?? {};
      expect(schema.properties).toBeDefined();
      expect(differences(schema, await get('/servers', 'wrong'))).toEqual([]);
    });
  },
);
