import { RestRefusal } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import { FLAVORS } from './catalogue';
import type { OvhAccount } from './ovh-account-estate';

/** Where customers are billed from, as far as it is emulated, and in which currency. */
const SUBSIDIARIES: Readonly<Record<string, { currencyCode: string; taxRate: number }>> = {
  FR: { currencyCode: 'EUR', taxRate: 20 },
  DE: { currencyCode: 'EUR', taxRate: 19 },
};

/** Made up: units of 1e-8 of the currency an hour for the smallest, and so much more for each other. */
const HOURLY_UNITS = 1_010_000;
const GIGABYTE_UNITS: Readonly<Record<string, number>> = {
  classic: 5_010,
  'high-speed': 11_020,
  'high-speed-gen2': 10_030,
};

/**
 * The catalogue of Public Cloud, which everyone may read and which comes at once. No figure is a real
 * price; what stands beside them does so in the real one: installation, commitments, other kinds of
 * regions, plans of other products.
 * Source: https://eu.api.ovh.com/console/?section=%2Forder#get-/order/catalog/public/cloud
 */
export function catalogueRoute(): RestRoute<OvhAccount> {
  return {
    path: '/order/catalog/public/cloud',
    service: 'order',
    open: true,
    answer: ({ query }) => {
      const subsidiary = query.get('ovhSubsidiary') ?? '';
      const locale = Object.hasOwn(SUBSIDIARIES, subsidiary) ? SUBSIDIARIES[subsidiary] : undefined;
      if (locale === undefined) {
        const message = `[ovhSubsidiary] Given data (${subsidiary}) does not belong to the OvhSubsidiaryEnum enumeration`;
        throw new RestRefusal({ kind: 'invalid', message });
      }
      return { body: catalogueJson(subsidiary, locale) };
    },
  };
}

function catalogueJson(
  subsidiary: string,
  { currencyCode, taxRate }: { currencyCode: string; taxRate: number },
): unknown {
  const addons = [
    ...FLAVORS.flatMap(({ name }, at) => instancePlans(name, HOURLY_UNITS * (at + 1))),
    ...Object.entries(GIGABYTE_UNITS).map(([type, price]) =>
      plan(`volume.${type}.consumption`, 'publiccloud-volume', [
        pricing({ interval: 0, intervalUnit: 'none', price, tax: tax(price, taxRate) }),
      ]),
    ),
    plan('volume.snapshot.consumption', 'publiccloud-volume-snapshot', [pricing({ price: 1_500 })]),
    plan('snapshot.consumption', 'publiccloud-snapshot', [pricing({ price: 1_600 })]),
  ];
  return {
    catalogId: 4242,
    locale: { currencyCode, subsidiary, taxRate },
    plans: [
      {
        ...plan('project.2018', 'cloud', [
          pricing({ capacities: ['renew'], intervalUnit: 'month', price: 0, type: 'rental' }),
        ]),
        addonFamilies: [
          {
            name: 'instance',
            exclusive: false,
            mandatory: false,
            addons: codesOf(addons, 'instance'),
          },
          { name: 'volume', exclusive: false, mandatory: false, addons: codesOf(addons, 'volume') },
        ],
      },
    ],
    products: [],
    addons,
    planFamilies: [],
  };
}

function instancePlans(name: string, price: number): Record<string, unknown>[] {
  const month = { intervalUnit: 'month', type: 'purchase' };
  return [
    plan(`${name}.consumption`, 'publiccloud-instance', [pricing({ price })]),
    plan(`${name}.consumption.3AZ`, 'publiccloud-instance', [pricing({ price: price * 2 })]),
    plan(`${name}.monthly.postpaid`, 'publiccloud-instance', [
      pricing({
        ...month,
        capacities: ['installation'],
        interval: 0,
        intervalUnit: 'none',
        price: 0,
      }),
      pricing({ ...month, capacities: ['renew'], price: price * 365 }),
      pricing({
        ...month,
        capacities: ['renew'],
        price: price * 300,
        commitment: 12,
        mode: 'degressivity12',
      }),
    ]),
  ];
}

function plan(planCode: string, product: string, pricings: unknown[]): Record<string, unknown> {
  return {
    planCode,
    invoiceName: planCode.split('.')[0],
    product,
    pricingType: planCode.includes('.consumption') ? 'consumption' : 'purchase',
    consumptionConfiguration: null,
    pricings,
    addonFamilies: [],
    configurations: [],
    family: null,
    blobs: null,
  };
}

function pricing(stated: { readonly price: number } & Record<string, unknown>): object {
  return {
    phase: 1,
    capacities: ['consumption'],
    commitment: 0,
    description: 'emulated',
    interval: 1,
    intervalUnit: 'hour',
    quantity: { min: 1, max: null },
    repeat: { min: 1, max: null },
    formattedPrice: `${(stated.price / 1e8).toFixed(2)} €`,
    tax: tax(stated.price, 20),
    mode: 'default',
    strategy: 'tiered',
    mustBeCompleted: false,
    type: 'consumption',
    promotions: [],
    engagementConfiguration: null,
    ...stated,
  };
}

function tax(price: number, rate: number): number {
  return Math.round((price * rate) / 100);
}

function codesOf(addons: readonly Record<string, unknown>[], product: string): unknown[] {
  return addons
    .filter((addon) => String(addon['product']).startsWith(`publiccloud-${product}`))
    .map(({ planCode }) => planCode);
}
