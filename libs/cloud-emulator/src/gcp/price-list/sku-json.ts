/** What a SKU says of its own; the rest follows from its family. */
export interface StatedSku {
  readonly description: string;
  readonly family: 'Compute' | 'Storage' | 'Network' | 'License';
  readonly group: string;
  readonly usage?: 'OnDemand' | 'Preemptible' | 'Commit1Yr' | 'Commit3Yr';
  readonly unit: 'h' | 'GiBy.h' | 'GiBy.mo' | 'GiBy';
  /** Billionths of a US dollar, each from an amount of use on. */
  readonly rates: readonly (readonly [from: number, nanos: number])[];
  readonly regions: readonly string[];
}

export const COMPUTE_ENGINE = '6F81-5844-456A';

/** Names and base units of units, and how many of those one is. */
const UNITS = {
  h: ['hour', 's', 'second', 3600],
  'GiBy.h': ['gibibyte hour', 'By.s', 'byte second', 3865470566400],
  'GiBy.mo': ['gibibyte month', 'By.s', 'byte second', 2.8759101014016e15],
  GiBy: ['gibibyte', 'By', 'byte', 1073741824],
} as const;

const NANOS = 1_000_000_000;

/**
 * A SKU as the catalogue writes it.
 * Source: https://cloud.google.com/billing/docs/reference/rest/v1/services.skus
 */
export function skuJson(sku: StatedSku, skuId: string): Record<string, unknown> {
  const { description, family, group, usage = 'OnDemand', unit, rates, regions } = sku;
  const [name, baseUnit, baseName, factor] = UNITS[unit];
  return {
    name: `services/${COMPUTE_ENGINE}/skus/${skuId}`,
    skuId,
    description,
    category: {
      serviceDisplayName: 'Compute Engine',
      resourceFamily: family,
      resourceGroup: group,
      usageType: usage,
    },
    serviceRegions: regions,
    pricingInfo: [
      {
        summary: '',
        pricingExpression: {
          usageUnit: unit,
          displayQuantity: 1,
          tieredRates: rates.map(([from, nanos]) => ({
            startUsageAmount: from,
            unitPrice: {
              currencyCode: 'USD',
              units: String(Math.floor(nanos / NANOS)),
              nanos: nanos % NANOS,
            },
          })),
          usageUnitDescription: name,
          baseUnit,
          baseUnitDescription: baseName,
          baseUnitConversionFactor: factor,
        },
        currencyConversionRate: 1,
        effectiveTime: '2026-07-06T20:16:14.284353Z',
      },
    ],
    serviceProviderName: 'Google',
    geoTaxonomy: { type: regions.length > 1 ? 'MULTI_REGIONAL' : 'REGIONAL', regions },
  };
}
