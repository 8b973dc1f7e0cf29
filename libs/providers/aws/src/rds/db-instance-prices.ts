import type { DBInstance } from '@aws-sdk/client-rds';
import type { Price } from '@skyledger/resource-model';
import { isZoneOf } from '../ec2/instance-prices';
import { pricesOf, stoppedPrice, type Place, type Prices } from '../pricing/price-list';
import { productKey, type ProductKind } from '../pricing/products';
import { databaseStateOf } from './database-state';

const FIXED = {
  productFamily: 'Database Instance',
  locationType: 'AWS Region',
  licenseModel: 'No license required',
};

/** Engines by the list's names. Those that take a licence are priced by whose it is and its edition. */
const ENGINES: ReadonlyMap<string, string> = new Map([
  ['mysql', 'MySQL'],
  ['postgres', 'PostgreSQL'],
  ['mariadb', 'MariaDB'],
]);
const AURORA_ENGINES: ReadonlyMap<string, string> = new Map([
  ['aurora-mysql', 'Aurora MySQL'],
  ['aurora-postgresql', 'Aurora PostgreSQL'],
]);

const DATABASES: ProductKind = {
  serviceCode: 'AmazonRDS',
  fixed: FIXED,
  toldApartBy: ['instanceType', 'databaseEngine', 'deploymentOption'],
  // The smallest of the newest burstable classes, which are what a first database is made of.
  likely: [
    ['db.t4g.micro', 'db.t4g.small', 'db.t4g.medium'],
    [...ENGINES.values()],
    ['Single-AZ', 'Multi-AZ'],
  ],
};

/** Each instance of a cluster is paid by itself, and dearer where its storage's requests are free. */
const OF_AURORA: ProductKind = {
  serviceCode: 'AmazonRDS',
  fixed: { ...FIXED, deploymentOption: 'Single-AZ' },
  toldApartBy: ['instanceType', 'databaseEngine', 'storage'],
};

/** The list's words for the storage of Aurora's clusters, Standard and I/O-Optimized. */
const AURORA_STORAGE: ReadonlyMap<string, string> = new Map([
  ['aurora', 'EBS Only'],
  ['aurora-iopt1', 'Aurora IO Optimization Mode'],
]);

/**
 * Statuses in which hours are paid although the database is not in service.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
 */
const PAID_AS_WELL: ReadonlySet<string> = new Set(['rebooting', 'storage-full']);

/** Of a database that is stopped, storage and backups are paid for, and no hours. */
const STOPPED_STATUS = 'stopped';

/** A product of the price list, with the kind that its key is of. */
export interface DatabaseProduct {
  kind: ProductKind;
  key: string;
}

/**
 * The list price of a database instance, without storage, backups and extended support; `null` where
 * it cannot be told, `undefined` where it could not be read.
 * @param prices by the key of the product that an instance is
 */
export function databasePrice(
  instance: DBInstance,
  region: string,
  prices: Prices,
): Price | null | undefined {
  const product = databaseProduct(instance, region);
  if (product === null) return null;
  return isStopped(instance) ? stoppedPrice(region) : prices.get(product.key);
}

/**
 * The product of the price list that a database instance is, `null` where that cannot be told. Members
 * of Multi-AZ clusters are left out: the list tells the price of their whole cluster.
 */
export function databaseProduct(instance: DBInstance, region: string): DatabaseProduct | null {
  const { DBInstanceStatus: status = '', DBInstanceClass, Engine = '' } = instance;
  if (!isPaid(status) && status !== STOPPED_STATUS) return null;
  if (!isZoneOf(region, instance.AvailabilityZone) || isOnOutpost(instance)) return null;
  const ofAurora = AURORA_ENGINES.get(Engine);
  const [kind, key] =
    ofAurora === undefined
      ? [DATABASES, productKey(DBInstanceClass, ENGINES.get(Engine), deploymentOf(instance))]
      : [OF_AURORA, productKey(DBInstanceClass, ofAurora, auroraStorageOf(instance))];
  return key === null ? null : { kind, key };
}

function isPaid(status: string): boolean {
  return databaseStateOf(status) === 'running' || PAID_AS_WELL.has(status);
}

function isStopped({ DBInstanceStatus }: DBInstance): boolean {
  return DBInstanceStatus === STOPPED_STATUS;
}

function deploymentOf({ DBClusterIdentifier, MultiAZ }: DBInstance): string | null {
  if (DBClusterIdentifier || typeof MultiAZ !== 'boolean') return null;
  return MultiAZ ? 'Multi-AZ' : 'Single-AZ';
}

function auroraStorageOf({ StorageType = '' }: DBInstance): string | null {
  return AURORA_STORAGE.get(StorageType) ?? null;
}

function isOnOutpost({ DBSubnetGroup }: DBInstance): boolean {
  return DBSubnetGroup?.Subnets?.some(({ SubnetOutpost }) => SubnetOutpost?.Arn) ?? false;
}

/** The prices of database instances of a page, by the keys of their products; see {@link pricesOf}. */
export async function databasePrices(
  where: Place,
  instances: readonly DBInstance[],
): Promise<Prices> {
  const prices = new Map<string, Price | null>();
  const paid = instances.filter((instance) => !isStopped(instance));
  for (const kind of [DATABASES, OF_AURORA]) {
    const keys = paid.flatMap((instance) => {
      const product = databaseProduct(instance, where.region);
      return product?.kind === kind ? [product.key] : [];
    });
    for (const [key, price] of await pricesOf(kind, where, new Set(keys))) prices.set(key, price);
  }
  return prices;
}
