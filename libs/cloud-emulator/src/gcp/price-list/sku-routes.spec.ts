import { startEmulator, type Emulator } from '../../index';
import { aProject, GcpCaller } from '../../testing/gcp-caller';

const SHOP = aProject('shop-project', { counts: {} });
const SMALL_PAGES = aProject('paged-project', { counts: {}, skusPerPage: 40 });
const OFF = aProject('off-project', {
  counts: {},
  disabledServices: ['cloudbilling.googleapis.com'],
});
const PATH = '/cloudbilling/v1/services/6F81-5844-456A/skus';

interface Listing {
  readonly skus: {
    readonly skuId: string;
    readonly description: string;
    readonly category: { readonly usageType: string };
    readonly serviceRegions: readonly string[];
  }[];
  readonly nextPageToken: string;
}

describe('the emulated price list of Compute Engine', () => {
  let emulator: Emulator;
  let caller: GcpCaller;

  beforeAll(async () => {
    const estate = { seed: 5, aws: [], hetzner: [], gcp: [SHOP, SMALL_PAGES, OFF] };
    emulator = await startEmulator({ estate });
    caller = new GcpCaller(emulator.endpoints.gcp ?? '');
  });
  afterAll(() => emulator.close());

  const get = async (query: string, of = SHOP): Promise<Response> =>
    caller.get(`${PATH}?${query}`, await caller.tokenOf(of));
  const list = async (query: string, of = SHOP): Promise<Listing> =>
    (await (await get(query, of)).json()) as Listing;

  it('has SKUs as the real one writes them', async () => {
    const { skus, nextPageToken } = await list('currencyCode=USD');
    expect(nextPageToken).toBe('');
    expect(skus.find(({ description }) => description === 'Storage PD Capacity')).toEqual({
      name: expect.stringMatching(/^services\/6F81-5844-456A\/skus\/[\dA-F]{4}(-[\dA-F]{4}){2}$/),
      skuId: expect.any(String),
      description: 'Storage PD Capacity',
      category: {
        serviceDisplayName: 'Compute Engine',
        resourceFamily: 'Storage',
        resourceGroup: 'PDStandard',
        usageType: 'OnDemand',
      },
      serviceRegions: ['us-central1', 'us-east1', 'us-west1'],
      pricingInfo: [
        {
          summary: '',
          pricingExpression: {
            usageUnit: 'GiBy.mo',
            displayQuantity: 1,
            tieredRates: [
              { startUsageAmount: 0, unitPrice: { currencyCode: 'USD', units: '0', nanos: 0 } },
              {
                startUsageAmount: 30,
                unitPrice: { currencyCode: 'USD', units: '0', nanos: 57_200_000 },
              },
            ],
            usageUnitDescription: 'gibibyte month',
            baseUnit: 'By.s',
            baseUnitDescription: 'byte second',
            baseUnitConversionFactor: 2.8759101014016e15,
          },
          currencyConversionRate: 1,
          effectiveTime: expect.any(String),
        },
      ],
      serviceProviderName: 'Google',
      geoTaxonomy: {
        type: 'MULTI_REGIONAL',
        regions: ['us-central1', 'us-east1', 'us-west1'],
      },
    });
  });

  it('has what must not be taken for a price on demand beside what is one', async () => {
    const { skus } = await list('');
    expect(new Set(skus.map(({ skuId }) => skuId)).size).toBe(skus.length);
    const ofN2 = skus
      .filter(({ serviceRegions }) => serviceRegions.includes('europe-west1'))
      .map(({ description, category }) => `${category.usageType}: ${description}`)
      .filter((text) => /\bN2\b.*(Core|Cpu)/.test(text));
    expect(ofN2).toEqual([
      'OnDemand: N2 Instance Core running in EMEA',
      'Preemptible: Spot Preemptible N2 Instance Core running in EMEA',
      'OnDemand: N2 Sole Tenancy Instance Core running in EMEA',
      'OnDemand: Reserved N2 Instance Core running in EMEA',
      'Commit1Yr: Commitment v1: N2 Cpu in EMEA for 1 Year',
      'OnDemand: N2 Custom Instance Core running in EMEA',
      'Preemptible: Spot Preemptible N2 Custom Instance Core running in EMEA',
    ]);
  });

  it('is paged, and ends with an empty token', async () => {
    const whole = await list('');
    const read: Listing['skus'] = [];
    let page = await list('pageSize=5000', SMALL_PAGES);
    for (
      ;
      page.nextPageToken !== '';
      page = await list(`pageToken=${page.nextPageToken}`, SMALL_PAGES)
    ) {
      expect(page.skus).toHaveLength(40);
      read.push(...page.skus);
    }
    expect([...read, ...page.skus]).toEqual(whole.skus);
    expect((await list('pageSize=1')).skus).toHaveLength(1);
  });

  it('is told to whom it knows, where the API is on, for services and currencies it has', async () => {
    expect((await caller.get(PATH, 'nobody')).status).toBe(401);
    const disabled = await get('', OFF);
    expect(disabled.status).toBe(403);
    expect(await disabled.json()).toMatchObject({
      error: { details: [{ metadata: { service: 'cloudbilling.googleapis.com' } }] },
    });
    expect((await get('currencyCode=XYZ')).status).toBe(400);
    const token = await caller.tokenOf(SHOP);
    const other = await caller.get('/cloudbilling/v1/services/0000-0000-0000/skus', token);
    expect(other.status).toBe(404);
  });
});
