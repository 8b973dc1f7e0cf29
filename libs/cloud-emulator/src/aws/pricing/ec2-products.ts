import { INSTANCE_TYPES } from '../ec2/instance-types';
import type { ProductDraft } from './products';
import { PRICED_REGIONS } from './regions';

/** Operating systems, what starting one is called, and what it adds for a core an hour. */
const SYSTEMS = [
  { operatingSystem: 'Linux', operation: 'RunInstances', licenceOfCore: 0 },
  { operatingSystem: 'RHEL', operation: 'RunInstances:0010', licenceOfCore: 0.03 },
  { operatingSystem: 'SUSE', operation: 'RunInstances:000g', licenceOfCore: 0.02 },
  { operatingSystem: 'Windows', operation: 'RunInstances:0002', licenceOfCore: 0.046 },
] as const;

/** The same instance is in the list several times, and only one of them is what it costs. */
const CAPACITIES = [
  { capacitystatus: 'Used', share: 1 },
  { capacitystatus: 'UnusedCapacityReservation', share: 1 },
  { capacitystatus: 'AllocatedCapacityReservation', share: 0 },
] as const;

const TENANCIES = [
  { tenancy: 'Shared', surcharge: 1 },
  { tenancy: 'Dedicated', surcharge: 1.1 },
  // Paid by the host.
  { tenancy: 'Host', surcharge: 0 },
] as const;

const types = [...new Map(INSTANCE_TYPES.map((type) => [type.name, type])).values()];

/** Instances of every type that estates are made of, in every region. */
export function ec2Products(): ProductDraft[] {
  return PRICED_REGIONS.flatMap((region) => [...instances(region)]);
}

type PricedRegion = (typeof PRICED_REGIONS)[number];

function* instances({ regionCode, location, factor }: PricedRegion): Generator<ProductDraft> {
  for (const { name, cores, threadsPerCore } of types) {
    const threads = cores * threadsPerCore;
    for (const { operatingSystem, operation, licenceOfCore } of SYSTEMS) {
      const base = (0.048 * factor + licenceOfCore) * threads;
      const common = {
        instanceType: name,
        vcpu: String(threads),
        operatingSystem,
        licenseModel: 'No License required',
        marketoption: 'OnDemand',
        regionCode,
        location,
      };
      const draft = (
        attributes: Readonly<Record<string, string>>,
        price: number,
      ): ProductDraft => ({
        family: 'Compute Instance',
        attributes: { ...common, operation, preInstalledSw: 'NA', ...attributes },
        unit: 'Hrs',
        price,
        upfront: Math.round(price * 2500),
      });
      for (const { tenancy, surcharge } of TENANCIES) {
        for (const { capacitystatus, share } of CAPACITIES) {
          yield draft({ tenancy, capacitystatus }, base * surcharge * share);
        }
      }
      if (operatingSystem === 'Windows') {
        const used = { tenancy: 'Shared', capacitystatus: 'Used' };
        const withServer = { preInstalledSw: 'SQL Std', operation: 'RunInstances:0006' };
        yield draft({ ...used, ...withServer }, base * 2);
        const own = { licenseModel: 'Bring your own license', operation: 'RunInstances:0800' };
        yield draft({ ...used, ...own }, 0.048 * factor * threads);
      }
    }
  }
}
