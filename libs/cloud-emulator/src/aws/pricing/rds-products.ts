import type { ProductDraft } from './products';
import { PRICED_REGIONS } from './regions';

/** Classes that estates are made of, with US dollars an hour in the first region. */
const CLASSES = [
  { instanceType: 'db.t4g.medium', price: 0.066 },
  { instanceType: 'db.m6i.large', price: 0.178 },
  { instanceType: 'db.r6i.xlarge', price: 0.5 },
  { instanceType: 'db.m7g.large', price: 0.168 },
] as const;

const FREE = ['MySQL', 'PostgreSQL', 'MariaDB'] as const;
const AURORA = ['Aurora MySQL', 'Aurora PostgreSQL'] as const;

/** By how many instances are paid. */
const DEPLOYMENTS = [
  { deploymentOption: 'Single-AZ', instances: 1 },
  { deploymentOption: 'Multi-AZ', instances: 2 },
  { deploymentOption: 'Multi-AZ (readable standbys)', instances: 3 },
] as const;

const AURORA_STORAGE = [
  { storage: 'EBS Only', surcharge: 1.1 },
  { storage: 'Aurora IO Optimization Mode', surcharge: 1.43 },
] as const;

/** Database instances of every class that estates are made of, in every region. */
export function rdsProducts(): ProductDraft[] {
  return PRICED_REGIONS.flatMap(({ regionCode, location, factor }) =>
    CLASSES.flatMap(({ instanceType, price }) => {
      const draft = (
        attributes: Readonly<Record<string, string>>,
        hourly: number,
      ): ProductDraft => ({
        family: 'Database Instance',
        attributes: {
          instanceType,
          regionCode,
          location,
          storage: 'EBS Only',
          licenseModel: 'No license required',
          deploymentOption: 'Single-AZ',
          ...attributes,
        },
        unit: 'Hrs',
        price: hourly * factor,
        upfront: Math.round(hourly * 2500),
      });
      const licensed = { databaseEngine: 'SQL Server', licenseModel: 'License included' };
      return [
        ...FREE.flatMap((databaseEngine) =>
          DEPLOYMENTS.map(({ deploymentOption, instances }) =>
            draft({ databaseEngine, deploymentOption }, price * instances),
          ),
        ),
        ...AURORA.flatMap((databaseEngine) =>
          AURORA_STORAGE.map(({ storage, surcharge }) =>
            draft({ databaseEngine, storage }, price * surcharge),
          ),
        ),
        ...['Standard', 'Web'].map((databaseEdition) =>
          draft({ ...licensed, databaseEdition }, price * 4),
        ),
      ];
    }),
  );
}
