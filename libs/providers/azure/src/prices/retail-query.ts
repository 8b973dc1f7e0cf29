/** What the gate calls a request for prices; they are counted apart from the reads of a subscription. */
export const RETAIL_OPERATION = 'retail-prices:list';

/** One service of the price list, and by which of its fields a SKU is named. */
export interface RetailQuery {
  readonly serviceName: string;
  readonly skuField: 'armSkuName' | 'skuName';
}

/** Sizes of virtual machines, named as machines name them: `Standard_D4s_v5`. */
export const MACHINE_METERS: RetailQuery = {
  serviceName: 'Virtual Machines',
  skuField: 'armSkuName',
};

/** Tiers of managed disks with their redundancy: `P10 LRS`. */
export const DISK_METERS: RetailQuery = { serviceName: 'Storage', skuField: 'skuName' };

/**
 * Asks for what is paid by use, of some SKUs in a region.
 * Source: https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices#api-filters
 */
export function filterText(
  { serviceName, skuField }: RetailQuery,
  region: string,
  skus: readonly string[],
): string {
  const oneOf = skus.map((sku) => `${skuField} eq ${quoted(sku)}`).join(' or ');
  return [
    `serviceName eq ${quoted(serviceName)}`,
    `priceType eq 'Consumption'`,
    `armRegionName eq ${quoted(region)}`,
    `(${oneOf})`,
  ].join(' and ');
}

/** A literal of OData, in which a quote is written twice. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
