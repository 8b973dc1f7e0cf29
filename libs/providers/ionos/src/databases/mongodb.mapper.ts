import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { toDatabaseCluster, type Engine } from './database-cluster';

const MONGODB: Engine = {
  name: 'mongodb',
  version: 'mongoDBVersion',
  unitMib: 1,
  endpointOf: (properties) => hostIn(textOf(properties['connectionString'])),
  backupDaysOf: (properties) => {
    const { backupRetention } = recordOf(properties['backup']);
    const { snapshotRetentionDays, dailySnapshotRetentionDays } = recordOf(backupRetention);
    const days = [integerOf(snapshotRetentionDays), integerOf(dailySnapshotRetentionDays)];
    const told = days.filter((each) => each !== null);
    return told.length === 0 ? null : Math.max(...told);
  },
};

/** `null` when the payload has no id. */
export function toMongoDatabase(raw: unknown): DiscoveredResource<'database'> | null {
  return toDatabaseCluster(raw, MONGODB, null);
}

/** The host of `mongodb+srv://<host>`. */
function hostIn(connection: string | null): string | null {
  return /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([\w.-]+)/.exec(connection ?? '')?.[1] ?? null;
}
