/** A pricing as the public catalogue sends it, changed as told. */
export function aPricing(changes: object = {}): object {
  return {
    phase: 1,
    capacities: ['consumption'],
    commitment: 0,
    description: 'consumption for 1 hour',
    interval: 1,
    intervalUnit: 'hour',
    quantity: { min: 1, max: null },
    repeat: { min: 1, max: null },
    price: 5_080_000,
    formattedPrice: '0.05 €',
    tax: 1_016_000,
    mode: 'default',
    strategy: 'tiered',
    mustBeCompleted: false,
    type: 'consumption',
    promotions: [],
    engagementConfiguration: null,
    ...changes,
  };
}

export function anAddon(planCode: string, pricings: readonly object[]): object {
  return {
    planCode,
    invoiceName: planCode.split('.')[0],
    product: 'publiccloud-instance',
    pricingType: 'consumption',
    consumptionConfiguration: null,
    pricings,
    addonFamilies: [],
    configurations: [],
    family: null,
    blobs: null,
  };
}

export function aCatalogue(addons: readonly unknown[]): object {
  return {
    catalogId: 1,
    locale: { currencyCode: 'EUR', subsidiary: 'FR', taxRate: 20 },
    plans: [],
    products: [],
    addons,
    planFamilies: [],
  };
}
