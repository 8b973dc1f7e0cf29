import { HttpStatusError, ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import { aDiskMeter, aMachineMeter } from '../testing/retail-meters';
import { readRetailPage, type Meter, type RetailPage } from './retail-page';
import { RetailPrices, type ReadRetailPage } from './retail-prices';
import { DISK_METERS, MACHINE_METERS } from './retail-query';

const BASE = 'https://prices.azure.com';
const D4 = { region: 'westeurope', sku: 'Standard_D4s_v5' };
const E8 = { region: 'westeurope', sku: 'Standard_E8ds_v5' };

describe('a page of prices', () => {
  const body = { BillingCurrency: 'USD', Items: [{ skuName: 'x' }], NextPageLink: null, Count: 1 };

  it('is read with the way to the next, whose port is written out', () => {
    expect(readRetailPage(body, BASE)).toEqual({ meters: [{ skuName: 'x' }], next: null });
    expect(readRetailPage({ ...body, NextPageLink: '' }, BASE).next).toBeNull();
    const NextPageLink = `${BASE}:443/api/retail/prices?$filter=serviceName%20eq%20'x'&$skip=1000`;
    expect(readRetailPage({ ...body, NextPageLink }, BASE).next).toBe(
      "/api/retail/prices?$filter=serviceName%20eq%20'x'&$skip=1000".replaceAll("'", '%27'),
    );
  });

  it.each<[string, object]>([
    ['without rows', { Items: null }],
    ['of something else', { Items: {} }],
    ['not saying whether more follow', { NextPageLink: undefined }],
    ['with a number for a link', { NextPageLink: 1000 }],
    ['leading to another host', { NextPageLink: 'https://evil.example/api/retail/prices' }],
    ['leading to plain http', { NextPageLink: 'http://prices.azure.com/api/retail/prices' }],
    ['leading to another path', { NextPageLink: `${BASE}/api/other` }],
  ])('%s is refused', (_what, changes) => {
    expect(() => readRetailPage({ ...body, ...changes }, BASE)).toThrow(/prices/);
  });

  it('keeps rows that are none from costing the others', () => {
    const { meters } = readRetailPage({ ...body, Items: [null, 'x', aMachineMeter()] }, BASE);
    expect(meters).toEqual([{}, {}, aMachineMeter()]);
  });
});

describe('the price list', () => {
  /** Answers with these pages, one after the other, and remembers what was asked. */
  function serve(...pages: readonly (RetailPage | Error)[]): {
    prices: RetailPrices;
    asked: unknown[];
  } {
    const asked: unknown[] = [];
    const read: ReadRetailPage = (at) => {
      const page = pages[asked.length] ?? { meters: [], next: null };
      asked.push('link' in at ? at.link : at.filter);
      return page instanceof Error ? Promise.reject(page) : Promise.resolve(page);
    };
    return { prices: new RetailPrices(read), asked };
  }
  const page = (...meters: readonly Meter[]): RetailPage => ({ meters, next: null });
  const refusal = (kind: FaultKind): ProviderError =>
    new ProviderError({ kind, code: 'x', message: 'not today' }, 'retail-prices:list');

  it('is asked once for all sizes of a region', async () => {
    const other = aMachineMeter({ armSkuName: 'Standard_E8ds_v5' });
    const { prices, asked } = serve(page(aMachineMeter(), other));
    const meters = await prices.read(MACHINE_METERS, [E8, D4, D4]);
    expect(asked).toEqual([
      "serviceName eq 'Virtual Machines' and priceType eq 'Consumption' and armRegionName eq 'westeurope' and (armSkuName eq 'Standard_D4s_v5' or armSkuName eq 'Standard_E8ds_v5')",
    ]);
    expect(meters.of(D4)).toEqual([aMachineMeter()]);
    expect(meters.of(E8)).toEqual([other]);
    expect(meters.warning).toBeNull();
  });

  it('is asked again for what is new alone, were it not listed', async () => {
    const { prices, asked } = serve(page(aMachineMeter()));
    await prices.read(MACHINE_METERS, [D4, E8]);
    const again = await prices.read(MACHINE_METERS, [D4, { ...E8, sku: 'STANDARD_E8DS_V5' }]);
    expect(asked).toHaveLength(1);
    expect(again.of(E8)).toEqual([]);
    expect(again.of({ ...D4, sku: 'standard_d4s_v5' })).toEqual([aMachineMeter()]);
    await prices.read(MACHINE_METERS, [{ ...D4, region: 'eastus2' }]);
    await prices.read(DISK_METERS, [{ region: 'westeurope', sku: 'P10 LRS' }]);
    expect(asked.slice(1)).toEqual([
      expect.stringContaining("armRegionName eq 'eastus2' and (armSkuName eq 'Standard_D4s_v5')"),
      expect.stringContaining("serviceName eq 'Storage' and priceType eq 'Consumption'"),
    ]);
  });

  it('tells the rows of all pages', async () => {
    const windows = aMachineMeter({ productName: 'Virtual Machines Dsv5 Series Windows' });
    const { prices, asked } = serve({ meters: [aMachineMeter()], next: '/p?2' }, page(windows));
    const meters = await prices.read(MACHINE_METERS, [D4]);
    expect(asked[1]).toBe('/p?2');
    expect(meters.of(D4)).toEqual([aMachineMeter(), windows]);
  });

  it('keeps rows of other SKUs and regions out, whatever the API sends', async () => {
    const stray = aMachineMeter({ armRegionName: 'northeurope' });
    const { prices } = serve(page(stray, {}, aDiskMeter(), aMachineMeter({ armSkuName: null })));
    expect((await prices.read(MACHINE_METERS, [D4])).of(D4)).toEqual([]);
  });

  it('is asked for no more SKUs at once than it takes', async () => {
    const { prices, asked } = serve();
    const skus = Array.from({ length: 31 }, (_, index) => ({ ...D4, sku: `Standard_X${index}` }));
    await prices.read(MACHINE_METERS, skus);
    const comparisons = asked.map((filter) => String(filter).split(' eq ').length - 1);
    expect(comparisons).toEqual([18, 18, 4]);
  });

  it('is not asked for names that are none', async () => {
    const { prices, asked } = serve();
    const sku = "x' or serviceName eq 'Storage";
    expect((await prices.read(MACHINE_METERS, [{ ...D4, sku }])).of({ ...D4, sku })).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each<FaultKind>(['unavailable', 'malformed', 'throttled', 'denied', 'expired'])(
    'costs nothing but prices when it is %s, and is left alone then',
    async (kind) => {
      const { prices, asked } = serve(refusal(kind));
      const meters = await prices.read(MACHINE_METERS, [D4, { ...D4, region: 'eastus2' }]);
      expect(meters.of(D4)).toBeNull();
      expect(meters.warning).toEqual({
        code: 'prices_unread',
        message: 'retail-prices:list: not today',
        detailOnly: true,
      });
      expect(asked).toHaveLength(1);
      expect((await prices.read(DISK_METERS, [D4])).warning).toBe(meters.warning);
      expect(asked).toHaveLength(1);
    },
  );

  it.each([400, 404])('costs nothing but prices when it answers %p', async (status) => {
    const cause = new HttpStatusError(status, 'BadRequest', 'Invalid OData parameters supplied');
    const fault = { kind: 'bug', code: 'BadRequest', message: cause.message } as const;
    const { prices } = serve(new ProviderError(fault, 'retail-prices:list', { cause }));
    expect((await prices.read(MACHINE_METERS, [D4])).warning).toMatchObject({ detailOnly: true });
  });

  it('tells no prices of a SKU of which a page is missing', async () => {
    const { prices } = serve({ meters: [aMachineMeter()], next: '/p?2' }, refusal('unavailable'));
    expect((await prices.read(MACHINE_METERS, [D4])).of(D4)).toBeNull();
  });

  it.each([
    ['lead to themselves', (): string => '/p?2'],
    ['do not end', (at: number): string => `/p?${at}`],
  ])('ends the reading of pages that %s', async (_what, nextOf) => {
    let at = 0;
    const prices = new RetailPrices(() => {
      at += 1;
      return Promise.resolve({ meters: [aMachineMeter()], next: nextOf(at) });
    });
    const meters = await prices.read(MACHINE_METERS, [D4]);
    expect(meters.warning?.message).toContain('do not end');
    expect(meters.of(D4)).toBeNull();
  });

  it('hides no mistake of ours, and no end of the run', async () => {
    for (const error of [refusal('bug'), new Error('the worker stops')]) {
      await expect(serve(error).prices.read(MACHINE_METERS, [D4])).rejects.toBe(error);
    }
  });

  it('is silent about clouds that have none', async () => {
    const meters = await new RetailPrices(null).read(MACHINE_METERS, [D4]);
    expect(meters.of(D4)).toEqual([]);
    expect(meters.warning).toBeNull();
  });
});
