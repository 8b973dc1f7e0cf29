import { RestRefusal } from '../../cloud/rest-api';
import type { RetailMeter } from './retail-meters';

/** Fields that may be filtered by, and those of a row that they mean. */
const FIELDS: Readonly<Record<string, keyof RetailMeter>> = {
  armRegionName: 'armRegionName',
  location: 'location',
  meterId: 'meterId',
  meterName: 'meterName',
  productId: 'productId',
  skuId: 'skuId',
  productName: 'productName',
  skuName: 'skuName',
  serviceName: 'serviceName',
  serviceId: 'serviceId',
  serviceFamily: 'serviceFamily',
  priceType: 'type',
  armSkuName: 'armSkuName',
};

const MOST_COMPARISONS = 20;

type Test = (meter: RetailMeter) => boolean;

/**
 * The part of OData that the price list is documented with: comparisons by `eq`, joined by `and` and `or`,
 * of which `and` binds closer, and parentheses. More than 20 comparisons are refused, as the real one does.
 * Source: https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices#api-filters
 * @throws RestRefusal for anything else
 */
export function readFilter(text: string): Test {
  const tokens = text.match(/'(?:[^']|'')*'|[()]|[^\s()']+/g) ?? [];
  if (tokens.filter((token) => token === 'eq').length > MOST_COMPARISONS) throw invalid();
  let at = 0;
  const anyOf = (): Test => {
    const tests = [allOf()];
    while (tokens[at] === 'or') {
      at += 1;
      tests.push(allOf());
    }
    return (meter) => tests.some((test) => test(meter));
  };
  const allOf = (): Test => {
    const tests = [one()];
    while (tokens[at] === 'and') {
      at += 1;
      tests.push(one());
    }
    return (meter) => tests.every((test) => test(meter));
  };
  const one = (): Test => {
    if (tokens[at] !== '(') return comparison();
    at += 1;
    const inner = anyOf();
    if (tokens[at] !== ')') throw invalid();
    at += 1;
    return inner;
  };
  const comparison = (): Test => {
    const [field, operator, literal] = tokens.slice(at, at + 3);
    const name = Object.hasOwn(FIELDS, field ?? '') ? FIELDS[field ?? ''] : undefined;
    if (name === undefined || operator !== 'eq' || !literal?.startsWith("'")) throw invalid();
    at += 3;
    const value = literal.slice(1, -1).replaceAll("''", "'");
    return (meter) => meter[name] === value;
  };
  const test = anyOf();
  if (at < tokens.length) throw invalid();
  return test;
}

function invalid(): RestRefusal {
  return new RestRefusal({ kind: 'invalid', message: 'Invalid OData parameters supplied' });
}
