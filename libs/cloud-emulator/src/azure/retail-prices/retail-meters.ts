import { LOCATIONS } from '../arm-names';
import { MACHINE_SIZES } from '../compute.items';

/** One row of the price list. */
export interface RetailMeter {
  readonly currencyCode: 'USD';
  readonly tierMinimumUnits: number;
  readonly reservationTerm?: string;
  readonly retailPrice: number;
  readonly unitPrice: number;
  readonly armRegionName: string;
  readonly location: string;
  readonly effectiveStartDate: string;
  readonly effectiveEndDate?: string;
  readonly meterId: string;
  readonly meterName: string;
  readonly productId: string;
  readonly skuId: string;
  readonly productName: string;
  readonly skuName: string;
  readonly serviceName: string;
  readonly serviceId: string;
  readonly serviceFamily: string;
  readonly unitOfMeasure: string;
  readonly type: 'Consumption' | 'DevTestConsumption' | 'Reservation';
  readonly isPrimaryMeterRegion: boolean;
  readonly armSkuName: string;
}

/** What a row says of its own; the rest follows from its service and its place. */
type Stated = Pick<RetailMeter, 'productName' | 'skuName' | 'armSkuName' | 'retailPrice'> &
  Partial<RetailMeter>;

const PLACES = ['EU West', 'EU North', 'US East 2', 'DE West Central'] as const;

/** Dollars an hour in the first region, made up; each further region is dearer by a twentieth. */
const MACHINE_DOLLARS: Readonly<Record<(typeof MACHINE_SIZES)[number], number>> = {
  Standard_B2s: 0.0404,
  Standard_D4s_v5: 0.2012,
  Standard_E8ds_v5: 0.6016,
  Standard_A1_v2: 0.0408,
};

/** Dollars a month, made up, by the number of a tier. */
const TIER_DOLLARS: Readonly<Record<string, number>> = {
  4: 5.11,
  6: 10.95,
  10: 20.44,
  20: 73,
  30: 146,
};

const DISK_PRODUCTS = [
  { letter: 'P', product: 'Premium SSD Managed Disks', kind: 'Premium_SSD', factor: 1 },
  { letter: 'E', product: 'Standard SSD Managed Disks', kind: 'Standard_SSD', factor: 0.5 },
  { letter: 'S', product: 'Standard HDD Managed Disks', kind: 'Standard_HDD', factor: 0.25 },
] as const;

/**
 * The price list for the sizes and tiers of estates, with what stands beside them in the real one: rows
 * of the same SKU for other uses, other times and other regions' meters. Shaped as documented and as
 * recorded; no figure is a real price.
 * Source: https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export function retailMeters(): RetailMeter[] {
  return LOCATIONS.flatMap((region, place) => {
    const factor = 1 + place / 20;
    const stated = [
      ...MACHINE_SIZES.flatMap((size) => machineMeters(size, MACHINE_DOLLARS[size] * factor)),
      ...DISK_PRODUCTS.flatMap((disk) =>
        Object.entries(TIER_DOLLARS).flatMap(([tier, dollars]) =>
          diskMeters(disk, tier, dollars * factor * disk.factor),
        ),
      ),
    ];
    return stated.map((meter, at) => complete(meter, region, place, at));
  });
}

function machineMeters(armSkuName: string, dollars: number): Stated[] {
  const skuName = armSkuName.replace('Standard_', '').replaceAll('_', ' ');
  const series = skuName.replace(/^([A-Z])\d+([a-z]*) ?/, '$1$2');
  const linux = { productName: `Virtual Machines ${series} Series`, skuName, armSkuName };
  const windows = { ...linux, productName: `${linux.productName} Windows` };
  const ended = { effectiveEndDate: '2025-01-01T00:00:00Z', retailPrice: dollars * 2 };
  return [
    { ...linux, ...ended },
    { ...linux, retailPrice: dollars, effectiveStartDate: '2025-01-01T00:00:00Z' },
    { ...linux, retailPrice: dollars * 3, isPrimaryMeterRegion: false },
    { ...linux, retailPrice: dollars * 0.2, skuName: `${skuName} Spot` },
    { ...linux, retailPrice: dollars * 0.25, skuName: `${skuName} Low Priority` },
    { ...linux, retailPrice: dollars * 5000, type: 'Reservation', reservationTerm: '1 Year' },
    { ...windows, retailPrice: dollars * 1.5 },
    { ...windows, retailPrice: dollars, type: 'DevTestConsumption' },
    { ...windows, retailPrice: dollars * 0.3, skuName: `${skuName} Spot` },
    { ...linux, retailPrice: dollars * 1.7, productName: `${series} Series CloudServices` },
  ];
}

function diskMeters(
  { letter, product, kind }: (typeof DISK_PRODUCTS)[number],
  number: string,
  dollars: number,
): Stated[] {
  const skuName = `${letter}${number} LRS`;
  const shared = {
    productName: product,
    skuName,
    armSkuName: `${kind}_Managed_Disk_${letter}${number}`,
    serviceName: 'Storage',
    serviceId: 'DZH317F1HKN0',
    serviceFamily: 'Storage',
    unitOfMeasure: '1/Month',
  };
  return [
    { ...shared, meterName: `${skuName} Disk`, retailPrice: dollars },
    { ...shared, meterName: `${skuName} Disk Mount`, retailPrice: dollars / 16 },
    {
      ...shared,
      meterName: `${skuName} Disk`,
      productName: letter === 'P' ? 'Premium Page Blob' : 'Standard Page Blob',
      retailPrice: dollars * 1.1,
    },
  ];
}

function complete(meter: Stated, armRegionName: string, place: number, at: number): RetailMeter {
  const { retailPrice, ...stated } = meter;
  const dollars = Number(retailPrice.toFixed(6));
  const number = String(place * 1000 + at).padStart(12, '0');
  return {
    currencyCode: 'USD',
    tierMinimumUnits: 0,
    retailPrice: dollars,
    unitPrice: dollars,
    armRegionName,
    location: PLACES[place] ?? 'EU West',
    effectiveStartDate: '2024-01-01T00:00:00Z',
    meterId: `00000000-0000-5000-8000-${number}`,
    meterName: meter.skuName,
    productId: `EMULATED${String(at).padStart(4, '0')}`,
    skuId: `EMULATED${String(at).padStart(4, '0')}/${String(place).padStart(4, '0')}`,
    serviceName: 'Virtual Machines',
    serviceId: 'DZH313Z7MMC8',
    serviceFamily: 'Compute',
    unitOfMeasure: '1 Hour',
    type: 'Consumption',
    isPrimaryMeterRegion: true,
    ...stated,
  };
}
