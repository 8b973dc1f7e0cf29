import { demoEstate, startEmulator, type Emulator } from '../index';

interface Catalogue {
  readonly locale: unknown;
  readonly plans: readonly { readonly planCode: string }[];
  readonly addons: readonly {
    readonly planCode: string;
    readonly pricings: readonly Record<string, unknown>[];
  }[];
}

describe('the emulated catalogue of OVHcloud', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: demoEstate() });
  });
  afterAll(() => emulator.close());

  const ask = (query: string): Promise<Response> =>
    fetch(`${emulator.endpoints.ovh}/order/catalog/public/cloud${query}`);

  it('answers everyone, in the currency of the subsidiary', async () => {
    const response = await ask('?ovhSubsidiary=FR');
    expect(response.status).toBe(200);
    const body = (await response.json()) as Catalogue;
    expect(Object.keys(body).sort()).toEqual([
      'addons',
      'catalogId',
      'locale',
      'planFamilies',
      'plans',
      'products',
    ]);
    expect(body.locale).toEqual({ currencyCode: 'EUR', subsidiary: 'FR', taxRate: 20 });
    expect(body.plans.map(({ planCode }) => planCode)).toEqual(['project.2018']);
  });

  it('counts in hundred millionths, and tells what is paid by the hour and by the month', async () => {
    const { addons } = (await (await ask('?ovhSubsidiary=FR')).json()) as Catalogue;
    const pricingsOf = (code: string): unknown =>
      addons.find(({ planCode }) => planCode === code)?.pricings;
    expect(pricingsOf('b3-8.consumption')).toEqual([
      {
        phase: 1,
        capacities: ['consumption'],
        commitment: 0,
        description: expect.any(String),
        interval: 1,
        intervalUnit: 'hour',
        quantity: { min: 1, max: null },
        repeat: { min: 1, max: null },
        price: 4_040_000,
        formattedPrice: '0.04 €',
        tax: 808_000,
        mode: 'default',
        strategy: 'tiered',
        mustBeCompleted: false,
        type: 'consumption',
        promotions: [],
        engagementConfiguration: null,
      },
    ]);
    expect(pricingsOf('b3-8.monthly.postpaid')).toMatchObject([
      { capacities: ['installation'], price: 0 },
      { capacities: ['renew'], intervalUnit: 'month', commitment: 0 },
      { capacities: ['renew'], intervalUnit: 'month', commitment: 12 },
    ]);
    expect(pricingsOf('volume.classic.consumption')).toMatchObject([{ intervalUnit: 'none' }]);
    expect(new Set(addons.map(({ planCode }) => planCode)).size).toBe(addons.length);
  });

  it.each(['', '?ovhSubsidiary=', '?ovhSubsidiary=fr', '?ovhSubsidiary=constructor'])(
    'is of no subsidiary %p',
    async (query) => {
      const response = await ask(query);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ class: 'Client::BadRequest' });
    },
  );
});
