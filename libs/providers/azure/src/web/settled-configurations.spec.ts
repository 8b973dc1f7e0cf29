import { settledConfigurations } from './settled-configurations';

const NOW = Date.parse('2026-06-10T00:00:00Z');
const LONG_AGO = '2026-06-01T10:11:12.133333';
const idOf = (name: string): string =>
  `/subscriptions/s/resourceGroups/Group/providers/Microsoft.Web/sites/${name}`;
const site = (name: string, lastModifiedTimeUtc: unknown = LONG_AGO): unknown => ({
  id: idOf(name),
  name,
  properties: { lastModifiedTimeUtc },
});
const row = (name: string, properties: unknown = { MinTlsVersion: '1.2' }): unknown => ({
  id: `${idOf(name)}/config/web`,
  name,
  properties,
});

/** What is known of these sites, and which of them Resource Graph was asked about. */
async function ask(
  sites: readonly unknown[],
  rows: readonly unknown[] | null,
): Promise<{ known: [string, unknown][]; asked: string[] }> {
  const asked: string[] = [];
  const known = await settledConfigurations(
    {
      rowsOf: (_query, ids) => {
        asked.push(...ids);
        const named = rows?.map((each): [string, unknown] => {
          const { id } = each as { id: string };
          return [id.toLowerCase(), each];
        });
        return Promise.resolve(named ? new Map(named) : null);
      },
    },
    sites,
    NOW,
  );
  return { known: [...known], asked };
}

describe('configurations by Resource Graph', () => {
  it('are as the service lists them, with the names of its properties', async () => {
    const properties = {
      MinTlsVersion: '1.2',
      LinuxFxVersion: 'NODE|22-lts',
      Http20Enabled: false,
    };
    const { known } = await ask([site('a'), site('b')], [row('a', properties), row('b')]);
    expect(known).toEqual([
      [
        idOf('a').toLowerCase(),
        {
          id: `${idOf('a')}/config/web`,
          name: 'a',
          properties: { minTlsVersion: '1.2', linuxFxVersion: 'NODE|22-lts', http20Enabled: false },
        },
      ],
      [idOf('b').toLowerCase(), expect.anything()],
    ]);
  });

  it.each([
    ['changed a moment ago', '2026-06-09T23:59:59.1'],
    ['changed within two days', '2026-06-08T00:00:01'],
    ['changed in the future', '2027-01-01T00:00:00Z'],
    ['without a time', null],
    ['of a time that cannot be read', 'yesterday'],
  ])('are not asked of it for sites %s', async (_what, modified) => {
    const { asked } = await ask([site('a'), site('b'), site('c', modified)], []);
    expect(asked).toEqual([`${idOf('a')}/config/web`, `${idOf('b')}/config/web`].map(lower));
  });

  it.each(['2026-06-07T23:59:59', '2026-06-07T23:59:59Z', '2026-06-08T01:59:59.5+02:00'])(
    'are asked of it for a site changed at %s',
    async (modified) => {
      expect((await ask([site('a'), site('b', modified)], [])).asked).toHaveLength(2);
    },
  );

  it('are not asked of it for one site alone', async () => {
    expect((await ask([site('a'), site('b', null)], [row('a')])).asked).toEqual([]);
  });

  it.each([
    ['it leaves out', []],
    ['it knows without settings', [row('a', null), row('b', {})]],
    [
      'it knows without what is needed',
      [row('a', { MinTlsVersion: null }), row('b', { Other: 1 })],
    ],
    ['it knows under other ids', [row('c'), row('d')]],
    ['there is nobody to ask about', null],
  ])('are unknown where %s', async (_what, rows) => {
    expect((await ask([site('a'), site('b')], rows)).known).toEqual([]);
  });
});

function lower(text: string): string {
  return text.toLowerCase();
}
