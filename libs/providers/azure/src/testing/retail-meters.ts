import type { Meter } from '../prices/retail-page';
import type { Meters } from '../prices/retail-prices';

/** Rows as the price list sends them, changed as told. */
export const aMachineMeter = (changes: Meter = {}): Meter => ({
  currencyCode: 'USD',
  tierMinimumUnits: 0.0,
  retailPrice: 0.192,
  unitPrice: 0.192,
  armRegionName: 'westeurope',
  location: 'EU West',
  effectiveStartDate: '2021-11-01T00:00:00Z',
  meterId: '000a794b-bdb0-58be-a0cd-0c3a0f222923',
  meterName: 'D4s v5',
  productId: 'DZH318Z0BQPS',
  skuId: 'DZH318Z0BQPS/00TG',
  productName: 'Virtual Machines Dsv5 Series',
  skuName: 'D4s v5',
  serviceName: 'Virtual Machines',
  serviceId: 'DZH313Z7MMC8',
  serviceFamily: 'Compute',
  unitOfMeasure: '1 Hour',
  type: 'Consumption',
  isPrimaryMeterRegion: true,
  armSkuName: 'Standard_D4s_v5',
  ...changes,
});

export const aDiskMeter = (changes: Meter = {}): Meter => ({
  ...aMachineMeter(),
  retailPrice: 21.68,
  unitPrice: 21.68,
  meterName: 'P10 LRS Disk',
  productName: 'Premium SSD Managed Disks',
  skuName: 'P10 LRS',
  serviceName: 'Storage',
  serviceFamily: 'Storage',
  unitOfMeasure: '1/Month',
  armSkuName: 'Premium_SSD_Managed_Disk_P10',
  ...changes,
});

/** The same rows for whatever is asked. */
export const metersOf = (...meters: readonly Meter[]): Meters => ({
  of: () => meters,
  warning: null,
});
