import type { Instance } from '@aws-sdk/client-ec2';
import type { Price } from '@skyledger/resource-model';
import { pricesOf, stoppedPrice, type Place, type Prices } from '../pricing/price-list';
import { productKey, type ProductKind } from '../pricing/products';

const INSTANCES: ProductKind = {
  serviceCode: 'AmazonEC2',
  fixed: {
    productFamily: 'Compute Instance',
    locationType: 'AWS Region',
    capacitystatus: 'Used',
    preInstalledSw: 'NA',
  },
  toldApartBy: ['instanceType', 'operation', 'tenancy'],
};

/**
 * What EC2 bills an instance as, by its platform. Left out are licences of the customer's own, and
 * software that is paid beside the system.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html
 */
const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['Linux/UNIX', 'RunInstances'],
  ['Red Hat Enterprise Linux', 'RunInstances:0010'],
  ['SUSE Linux', 'RunInstances:000g'],
  ['Ubuntu Pro', 'RunInstances:0g00'],
  ['Windows', 'RunInstances:0002'],
]);

/** The list's words. What runs on a dedicated host is paid by the host. */
const TENANCIES: ReadonlyMap<string, string> = new Map([
  ['default', 'Shared'],
  ['dedicated', 'Dedicated'],
]);

const PRICED_STATES: ReadonlySet<string> = new Set(['pending', 'running', 'stopped']);

/**
 * The list price of an instance, without its volumes, addresses, traffic and CPU credits; `null`
 * where it cannot be told, `undefined` where it could not be read. Instances of one product share one
 * price.
 */
export function instancePrice(
  instance: Instance,
  region: string,
  prices: Prices,
): Price | null | undefined {
  const product = instanceProduct(instance, region);
  if (product === null) return null;
  return isStopped(instance) ? stoppedPrice(region) : prices.get(product);
}

/**
 * The product of the price list that an instance is, `null` where that cannot be told: Spot
 * Instances and capacity blocks have prices of their own, Marketplace's software and the customer's
 * own licences are paid elsewhere, Local Zones and Outposts are no part of their region's list, and
 * what is being stopped is paid for only while it hibernates.
 */
export function instanceProduct(instance: Instance, region: string): string | null {
  const { Placement, State, PlatformDetails = '', UsageOperation } = instance;
  if (!PRICED_STATES.has(State?.Name ?? '')) return null;
  if (instance.InstanceLifecycle || instance.OutpostArn) return null;
  if (instance.ProductCodes?.length || instance.Licenses?.length) return null;
  if (!isZoneOf(region, Placement?.AvailabilityZone)) return null;
  const operation = OPERATIONS.get(PlatformDetails);
  if (UsageOperation !== undefined && UsageOperation !== operation) return null;
  return productKey(instance.InstanceType, operation, TENANCIES.get(Placement?.Tenancy ?? ''));
}

/** Zones of a region are its name and a letter; those of a Local Zone have more in their names. */
export function isZoneOf(region: string, zone: string | undefined): boolean {
  return zone?.length === region.length + 1 && zone.startsWith(region);
}

/** The prices of instances of a page; see {@link pricesOf}. */
export function instancePrices(where: Place, instances: readonly Instance[]): Promise<Prices> {
  const products = new Set<string>();
  for (const instance of instances) {
    const product = isStopped(instance) ? null : instanceProduct(instance, where.region);
    if (product !== null) products.add(product);
  }
  return pricesOf(INSTANCES, where, products);
}

function isStopped({ State }: Instance): boolean {
  return State?.Name === 'stopped';
}
