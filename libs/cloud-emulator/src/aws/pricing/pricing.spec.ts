import { GetProductsCommand, PricingClient, type Filter } from '@aws-sdk/client-pricing';
import { DEMO_AWS, demoEstate, startEmulator, type Emulator } from '../../index';

describe('the price list of the emulated AWS, read with the official client', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator({ estate: { ...demoEstate(), hetzner: [] } });
  });
  afterEach(() => emulator.close());

  const ask = async (
    Filters: Filter[],
    { region = 'us-east-1', ServiceCode = 'AmazonEC2', ...rest } = {},
  ): Promise<{ products: Record<string, unknown>[]; next: string | undefined }> => {
    const { accessKeyId, secretAccessKey } = DEMO_AWS;
    const credentials = { accessKeyId, secretAccessKey };
    const endpoint = emulator.awsEndpoint;
    const client = new PricingClient({ endpoint, credentials, region, maxAttempts: 1 });
    const command = new GetProductsCommand({ ServiceCode, Filters, ...rest });
    const { PriceList, NextToken } = await client.send(command);
    const entries = PriceList as unknown as unknown[];
    const products = entries.map((each) => JSON.parse(String(each)) as Record<string, unknown>);
    return { products, next: NextToken };
  };
  const where = (Type: Filter['Type'], Field: string, Value: string): Filter => ({
    Type,
    Field,
    Value,
  });
  const ONE = [
    where('TERM_MATCH', 'instanceType', 'm6i.large'),
    where('TERM_MATCH', 'regionCode', 'us-east-1'),
    where('TERM_MATCH', 'operation', 'RunInstances'),
    where('TERM_MATCH', 'tenancy', 'Shared'),
    where('TERM_MATCH', 'capacitystatus', 'Used'),
    where('TERM_MATCH', 'preInstalledSw', 'NA'),
  ];

  it('answers products as texts of JSON, with the price by SKU, term and rate', async () => {
    const { products } = await ask(ONE);
    expect(products).toHaveLength(1);
    const { sku } = products[0]?.['product'] as { sku: string };
    expect(products[0]).toMatchObject({
      product: { productFamily: 'Compute Instance', attributes: { servicecode: 'AmazonEC2' } },
      serviceCode: 'AmazonEC2',
      terms: {
        OnDemand: {
          [`${sku}.JRTCKXETXF`]: {
            priceDimensions: {
              [`${sku}.JRTCKXETXF.6YS6EN2CT7`]: {
                unit: 'Hrs',
                pricePerUnit: { USD: '0.0960000000' },
              },
            },
          },
        },
      },
    });
  });

  it('answers all that a type of volume is billed by', async () => {
    const { products } = await ask([
      where('ANY_OF', 'productFamily', 'Storage,System Operation,Provisioned Throughput'),
      where('TERM_MATCH', 'regionCode', 'eu-central-1'),
      where('TERM_MATCH', 'volumeApiName', 'gp3'),
    ]);
    const told = products.map(({ product, terms }) => {
      const { productFamily, attributes, sku } = product as {
        productFamily: string;
        attributes: Record<string, string>;
        sku: string;
      };
      const code = `${sku}.JRTCKXETXF`;
      const term = (terms as { OnDemand: Record<string, { priceDimensions: object }> }).OnDemand;
      const rates = term[code]?.priceDimensions as Record<string, Record<string, unknown>>;
      const { unit, beginRange } = rates[`${code}.6YS6EN2CT7`] ?? {};
      return [productFamily, attributes['usagetype'], attributes['group'], unit, beginRange];
    });
    expect(told).toEqual([
      ['Storage', 'EUC1-EBS:VolumeUsage.gp3', undefined, 'GB-Mo', '0'],
      ['System Operation', 'EUC1-EBS:VolumeP-IOPS.gp3', 'EBS IOPS', 'IOPS-Mo', '3000'],
      [
        'Provisioned Throughput',
        'EUC1-EBS:VolumeP-Throughput.gp3',
        'EBS Throughput',
        'GiBps-mo',
        '0',
      ],
    ]);
  });

  it('pages, a hundred at most', async () => {
    const first = await ask([]);
    expect(first.products).toHaveLength(100);
    const second = await ask([], { NextToken: first.next } as object);
    expect(second.products[0]).not.toEqual(first.products[0]);
  });

  it.each<[Filter['Type'], string, number]>([
    ['EQUALS', 'Shared', 1],
    ['ANY_OF', 'Shared, Dedicated', 2],
    ['NONE_OF', 'Shared', 2],
    ['CONTAINS', 'ed', 2],
    ['TERM_MATCH', 'Shared,Dedicated', 0],
  ])('filters by %s', async (type, value, count) => {
    const others = ONE.filter(({ Field }) => Field !== 'tenancy');
    const { products } = await ask([...others, where(type, 'tenancy', value)]);
    expect(products).toHaveLength(count);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['another region', () => ask([], { region: 'eu-west-1' }), 'InvalidSignatureException'],
    ['an unknown service', () => ask([], { ServiceCode: 'Lemonade' }), 'NotFoundException'],
    [
      'a filter that is too long',
      () => ask([where('ANY_OF', 'tenancy', 'x'.repeat(1025))]),
      'InvalidParameterException',
    ],
    [
      'a token of its own making',
      () => ask([], { NextToken: 'x' } as object),
      'InvalidNextTokenException',
    ],
  ])('refuses %s', async (_what, refused, name) => {
    await expect(refused()).rejects.toMatchObject({ name });
  });
});
