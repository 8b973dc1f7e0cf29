import { consoleLink } from './console-link';
import { placesOf, REGIONS, type Product } from './places';
import { scaleway } from './provider';

const KEY = {
  access_key: 'SCWEXAMPLE0000000000',
  secret_key: '11111111-1111-4111-8111-111111111111',
  project_id: '33333333-3333-4333-8333-333333333333',
};

describe('Scaleway credentials', () => {
  it('takes a key and a project, without the blanks that copying brings along', () => {
    const read = scaleway.credentials.safeParse({ ...KEY, project_id: ` ${KEY.project_id}\n` });
    expect(read.data).toEqual(KEY);
  });

  it('takes an organization instead', () => {
    const { project_id, ...key } = KEY;
    const credentials = { ...key, organization_id: project_id };
    expect(scaleway.credentials.safeParse(credentials).data).toEqual(credentials);
  });

  it('asks for one of both', () => {
    const { access_key, secret_key } = KEY;
    const { error } = scaleway.credentials.safeParse({ access_key, secret_key });
    expect(error?.issues).toEqual([expect.objectContaining({ path: ['project_id'] })]);
  });

  it.each([
    ['access_key', 'AKIAIOSFODNN7EXAMPLE'],
    ['access_key', ''],
    ['secret_key', 'canary'],
    ['secret_key', 'x\u0000y'],
    ['secret_key', undefined],
    ['project_id', 'my project'],
    ['organization_id', 'default'],
  ])('refuses the %s %j by naming it, without quoting it', (field, value) => {
    const { error } = scaleway.credentials.safeParse({ ...KEY, [field]: value });
    expect(error?.issues).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: [field] })]),
    );
    expect(JSON.stringify(error)).not.toContain('canary');
  });
});

describe('Scaleway regions', () => {
  it('are all of them, or the selected ones', async () => {
    const client = {} as Parameters<typeof scaleway.regions>[0];
    expect(await scaleway.regions(client, null)).toEqual([...REGIONS]);
    expect(await scaleway.regions(client, ['nl-ams', 'fr-par', 'nl-ams'])).toEqual([
      'fr-par',
      'nl-ams',
    ]);
  });

  it('are refused when they do not exist', async () => {
    const client = {} as Parameters<typeof scaleway.regions>[0];
    await expect(scaleway.regions(client, ['fr-par', 'us-east-1'])).rejects.toMatchObject({
      fault: { kind: 'disabled', code: 'UnknownRegion' },
    });
  });

  it.each<[Product, string, readonly string[]]>([
    ['instance', 'it-mil', ['it-mil-1']],
    ['block', 'it-mil', []],
    ['lb', 'fr-par', ['fr-par-1', 'fr-par-2']],
    ['vpc-gw', 'it-mil', ['it-mil-1']],
    ['k8s', 'nl-ams', ['nl-ams']],
    ['rdb', 'it-mil', []],
    ['instance', 'constructor', []],
  ])('%s in %s is read in %j', (product, region, places) => {
    expect(placesOf(product, region)).toEqual(places);
  });
});

describe('Scaleway console links', () => {
  it.each([
    ['server/fr-par-1/a', 'https://console.scaleway.com/instance/servers/fr-par-1/a/overview'],
    ['database/fr-par/b', 'https://console.scaleway.com/rdb/instances/fr-par/b/overview'],
    ['security-group/fr-par-1/c', null],
    ['server/fr-par-1', null],
    ['odd id/1', null],
  ])('of %s is %j', (resourceId, link) => {
    expect(consoleLink({ resourceId })).toBe(link);
  });
});

describe('Scaleway endpoint', () => {
  it('has to be a web address', async () => {
    const gate = { run: jest.fn(), observe: jest.fn() };
    const connection = scaleway.connect(KEY, { gate, endpoint: 'ftp://api.scaleway.com' });
    await expect(connection).rejects.toThrow(TypeError);
  });
});
