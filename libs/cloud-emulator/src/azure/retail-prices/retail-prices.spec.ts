import type { Emulator } from '../../index';
import { startEmulator } from '../../index';
import { SPEC } from '../testing/azure-reader';
import type { RetailMeter } from './retail-meters';

/** As the documentation shows them. */
const FIELDS = {
  currencyCode: 'USD',
  tierMinimumUnits: 0,
  retailPrice: expect.any(Number),
  unitPrice: expect.any(Number),
  armRegionName: 'westeurope',
  location: 'EU West',
  effectiveStartDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00Z$/),
  meterId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  productId: expect.any(String),
  skuId: expect.any(String),
  type: 'Consumption',
  isPrimaryMeterRegion: true,
};

interface Answer {
  readonly Items: readonly RetailMeter[];
  readonly NextPageLink: string | null;
  readonly Count: number;
}

describe('the emulated price list of Azure', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    const [big, ...others] = SPEC.azure ?? [];
    if (!big) throw new Error('an account is missing');
    const azure = [{ ...big, pricePageSize: 7 }, ...others];
    emulator = await startEmulator({ estate: { ...SPEC, azure } });
  });
  afterAll(() => emulator.close());

  const ask = (filter: string): Promise<Response> => {
    const url = new URL(`${emulator.endpoints.azure}/api/retail/prices`);
    url.searchParams.set('$filter', filter);
    return fetch(url);
  };
  const answerTo = async (filter: string): Promise<Answer> =>
    (await (await ask(filter)).json()) as Answer;
  const readAll = async (filter: string): Promise<RetailMeter[]> => {
    const meters: RetailMeter[] = [];
    let page = await answerTo(filter);
    for (;;) {
      meters.push(...page.Items);
      if (page.NextPageLink === null) return meters;
      page = (await (await fetch(page.NextPageLink)).json()) as Answer;
    }
  };

  it('has no credentials that could end, unlike the token endpoint', async () => {
    emulator.faults.add({ match: { provider: 'azure' }, effect: { type: 'expire-token' } });
    try {
      expect((await ask(`armRegionName eq 'westeurope'`)).status).toBe(200);
      const token = `${emulator.endpoints.azure}/00000000-0000-0000-0000-000000000000/oauth2/v2.0/token`;
      expect((await fetch(token, { method: 'POST', body: '' })).status).toBe(401);
    } finally {
      emulator.faults.clear();
    }
  });

  it('answers everyone, in the documented shape', async () => {
    const page = await answerTo(
      `armRegionName eq 'westeurope' and armSkuName eq 'Standard_D4s_v5' and priceType eq 'Consumption' and skuName eq 'D4s v5' and productName eq 'Virtual Machines Dsv5 Series Windows'`,
    );
    expect(page).toEqual({
      BillingCurrency: 'USD',
      CustomerEntityId: 'Default',
      CustomerEntityType: 'Retail',
      Items: [
        {
          ...FIELDS,
          productName: 'Virtual Machines Dsv5 Series Windows',
          skuName: 'D4s v5',
          meterName: 'D4s v5',
          armSkuName: 'Standard_D4s_v5',
          serviceName: 'Virtual Machines',
          serviceId: 'DZH313Z7MMC8',
          serviceFamily: 'Compute',
          unitOfMeasure: '1 Hour',
        },
      ],
      NextPageLink: null,
      Count: 1,
    });
  });

  it('prices disks by the month', async () => {
    const meters = await readAll(
      `skuName eq 'P10 LRS' and armRegionName eq 'westeurope' and meterName eq 'P10 LRS Disk' and productName eq 'Premium SSD Managed Disks'`,
    );
    expect(meters).toEqual([
      {
        ...FIELDS,
        productName: 'Premium SSD Managed Disks',
        skuName: 'P10 LRS',
        meterName: 'P10 LRS Disk',
        armSkuName: 'Premium_SSD_Managed_Disk_P10',
        serviceName: 'Storage',
        serviceId: 'DZH317F1HKN0',
        serviceFamily: 'Storage',
        unitOfMeasure: '1/Month',
      },
    ]);
  });

  it('leads from page to page, each row once', async () => {
    const filter = `serviceName eq 'Virtual Machines' and (armSkuName eq 'Standard_B2s' or armSkuName eq 'Standard_A1_v2')`;
    const first = await answerTo(filter);
    expect(first).toMatchObject({ Count: 7, NextPageLink: expect.stringContaining('$skip=7') });
    const meters = await readAll(filter);
    expect(new Set(meters.map(({ armSkuName }) => armSkuName))).toEqual(
      new Set(['Standard_B2s', 'Standard_A1_v2']),
    );
    expect(new Set(meters.map(({ meterId }) => meterId)).size).toBe(meters.length);
    expect(meters).toHaveLength(80);
  });

  it('binds and closer than or', async () => {
    const meters = await readAll(
      `skuName eq 'B2s Spot' and armRegionName eq 'eastus2' or skuName eq 'A1 v2 Low Priority'`,
    );
    expect(meters.filter(({ skuName }) => skuName === 'B2s Spot')).toHaveLength(2);
    expect(meters.filter(({ skuName }) => skuName === 'A1 v2 Low Priority')).toHaveLength(4);
  });

  it('compares with the letter case, and knows no other SKUs', async () => {
    expect(await readAll(`armSkuName eq 'standard_b2s'`)).toEqual([]);
    expect(await readAll(`armSkuName eq 'Standard_O''Neil'`)).toEqual([]);
  });

  it.each([
    `armSkuName in ('Standard_B2s')`,
    `armSkuName eq Standard_B2s`,
    `(armSkuName eq 'Standard_B2s'`,
    `type eq 'Consumption'`,
    `armSkuName eq 'Standard_B2s' and`,
    Array.from({ length: 21 }, () => `armSkuName eq 'Standard_B2s'`).join(' or '),
  ])('refuses %s', async (filter) => {
    const response = await ask(filter);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      Error: { Code: 'BadRequest', Message: 'Invalid OData parameters supplied' },
    });
  });
});
