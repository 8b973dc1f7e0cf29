import { startEmulator, type Emulator } from '../index';
import { aProject, GcpCaller } from '../testing/gcp-caller';

const SHOP = aProject('shop-project', { counts: { kmsKeys: 5, repositories: 250 } });
const LATE = aProject('late-project', {
  counts: { kmsKeys: 5 },
  unindexedLocations: ['global', 'eu', 'us-central1'],
});
const OFF = aProject('off-project', {
  counts: { kmsKeys: 5 },
  disabledServices: ['cloudasset.googleapis.com'],
});
const KEY_RING = 'assetTypes=cloudkms.googleapis.com/KeyRing';

interface Listing {
  readonly assets?: { readonly name: string; readonly resource?: object }[];
  readonly nextPageToken?: string;
  readonly readTime: string;
}

describe('the emulated Cloud Asset Inventory', () => {
  let emulator: Emulator;
  let caller: GcpCaller;

  beforeAll(async () => {
    const estate = { seed: 5, aws: [], hetzner: [], gcp: [SHOP, LATE, OFF] };
    emulator = await startEmulator({ estate });
    caller = new GcpCaller(emulator.endpoints.gcp ?? '');
  });
  afterAll(() => emulator.close());

  const get = async (query: string, of = SHOP): Promise<Response> => {
    const path = `/cloudasset/v1/projects/${of.account}/assets?${query}`;
    return caller.get(path, await caller.tokenOf(of));
  };
  const list = async (query: string, of = SHOP): Promise<Listing> =>
    (await (await get(query, of)).json()) as Listing;

  it('names what is of a type, with its content where that is asked for', async () => {
    const { assets: names } = await list(KEY_RING);
    expect(names).toHaveLength(8);
    expect(names?.[0]).toEqual({
      name: '//cloudkms.googleapis.com/projects/shop-project/locations/europe-west1/keyRings/main',
      assetType: 'cloudkms.googleapis.com/KeyRing',
      ancestors: [expect.stringMatching(/^projects\/\d+$/), 'organizations/123456789012'],
      updateTime: expect.any(String),
    });
    const { assets } = await list(`${KEY_RING}&contentType=RESOURCE`);
    expect(assets?.[0]?.resource).toEqual({
      version: 'v1',
      discoveryDocumentUri: 'https://cloudkms.googleapis.com/$discovery/rest',
      discoveryName: 'KeyRing',
      parent: expect.stringMatching(/^\/\/cloudresourcemanager\.googleapis\.com\/projects\/\d+$/),
      data: {
        name: 'projects/shop-project/locations/europe-west1/keyRings/main',
        createTime: expect.any(String),
      },
      location: 'europe-west1',
    });
  });

  it('pages', async () => {
    const found: string[] = [];
    for (let token = ''; ;) {
      const page = await list(`pageSize=100&pageToken=${token}`);
      expect(page.readTime).toMatch(/Z$/);
      found.push(...(page.assets ?? []).map(({ name }) => name));
      if (page.nextPageToken === undefined) break;
      token = page.nextPageToken;
    }
    expect(new Set(found).size).toBe(8 + 250);
    expect(found).toHaveLength(8 + 250);
  });

  it.each([
    ['a page that is too large', 'pageSize=1001'],
    ['a type that there is not', 'assetTypes=cloudkms.googleapis.com/Ring'],
    ['a content that it has not', 'contentType=IAM_POLICY'],
  ])('refuses %s', async (_what, query) => {
    const refused = await get(query);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
  });

  it('does not know yet what it has not indexed', async () => {
    const { assets } = await list(KEY_RING, LATE);
    expect(assets).toHaveLength(2);
    const [shelf] = emulator.estate.shelves({ account: LATE.account, kind: 'gcp.kms-key' });
    expect(new Set([...(shelf?.items.all() ?? [])].map(({ region }) => region)).size).toBe(4);
  });

  it('says that it is off', async () => {
    const refused = await get(KEY_RING, OFF);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: {
        status: 'PERMISSION_DENIED',
        details: [
          { reason: 'SERVICE_DISABLED', metadata: { service: 'cloudasset.googleapis.com' } },
        ],
      },
    });
  });
});
