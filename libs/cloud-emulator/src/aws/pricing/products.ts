import type { EmulatedItem } from '../../estate/collection';
import { hex8, saltOf } from '../../estate/random';
import { ebsProducts } from './ebs-products';
import { ec2Products } from './ec2-products';
import { rdsProducts } from './rds-products';

/** A product before it is worded: what it is, and what it costs. */
export interface ProductDraft {
  readonly family: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The unit of the price, as the list writes it. */
  readonly unit: 'Hrs' | 'GB-Mo' | 'GB-month' | 'IOPS-Mo' | 'GiBps-mo' | 'IOs';
  /** What is above this is paid for; left out where everything is. */
  readonly above?: number;
  /** US dollars a unit. */
  readonly price: number;
  /** US dollars once, where it can be reserved for a year; left out where it cannot. */
  readonly upfront?: number;
}

/** A product as the price list answers it. */
export interface PriceProduct extends EmulatedItem {
  readonly attributes: Readonly<Record<string, string>>;
  /** A text of JSON. */
  readonly entry: string;
}

const ON_DEMAND = 'JRTCKXETXF';
const RESERVED = '6QCMYABX3D';
const HOURLY_RATE = '6YS6EN2CT7';
const UPFRONT_RATE = '2TG2D8R56U';
const SINCE = '2026-05-01T00:00:00Z';

const DRAFTS: Readonly<Record<string, () => readonly ProductDraft[]>> = {
  AmazonEC2: () => [...ec2Products(), ...ebsProducts()],
  AmazonRDS: rdsProducts,
};
const catalogues = new Map<string, readonly PriceProduct[]>();

/** Every product of a service, made once; `null` where the list has no such service. */
export function catalogueOf(serviceCode: string): readonly PriceProduct[] | null {
  const known = catalogues.get(serviceCode);
  if (known) return known;
  const drafts = DRAFTS[serviceCode]?.();
  if (!drafts) return null;
  const products = drafts.map((draft) => toProduct(serviceCode, draft));
  catalogues.set(serviceCode, products);
  return products;
}

function toProduct(serviceCode: string, draft: ProductDraft): PriceProduct {
  const attributes = { servicecode: serviceCode, locationType: 'AWS Region', ...draft.attributes };
  const name = Object.values(attributes).join(' ');
  const sku = `${hex8(saltOf(1, name))}${hex8(saltOf(2, name))}`.toUpperCase();
  const { family: productFamily } = draft;
  return {
    id: sku,
    name: sku,
    region: null,
    attributes: { ...attributes, productFamily },
    entry: JSON.stringify({
      product: { productFamily, attributes, sku },
      serviceCode,
      terms: { OnDemand: onDemand(sku, draft), ...reserved(sku, draft) },
      version: '20260501000000',
      publicationDate: SINCE,
    }),
  };
}

function onDemand(sku: string, { unit, price, above }: ProductDraft): object {
  return term(sku, ON_DEMAND, {}, { [HOURLY_RATE]: rate(unit, price, above) });
}

function reserved(sku: string, { price, upfront }: ProductDraft): object {
  if (upfront === undefined) return {};
  const attributes = {
    LeaseContractLength: '1yr',
    OfferingClass: 'standard',
    PurchaseOption: 'Partial Upfront',
  };
  const rates = {
    [UPFRONT_RATE]: rate('Quantity', upfront),
    [HOURLY_RATE]: rate('Hrs', price * 0.3),
  };
  return { Reserved: term(sku, RESERVED, attributes, rates) };
}

function term(
  sku: string,
  offerTermCode: string,
  termAttributes: object,
  rates: Readonly<Record<string, object>>,
): object {
  const code = `${sku}.${offerTermCode}`;
  return {
    [code]: {
      priceDimensions: Object.fromEntries(
        Object.entries(rates).map(([rateCode, dimension]) => [
          `${code}.${rateCode}`,
          { rateCode: `${code}.${rateCode}`, appliesTo: [], ...dimension },
        ]),
      ),
      sku,
      effectiveDate: SINCE,
      offerTermCode,
      termAttributes,
    },
  };
}

function rate(unit: string, price: number, above = 0): object {
  return {
    unit,
    beginRange: String(above),
    endRange: 'Inf',
    description: `$${price} per ${unit} (made up)`,
    pricePerUnit: { USD: price.toFixed(10) },
  };
}
