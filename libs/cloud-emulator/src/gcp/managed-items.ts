import type { Collection, EmulatedItem, Generate } from '../estate/collection';
import type { CloudKind } from '../estate/estate-spec';
import { datasetGenerator, datasetIndex, type GcpDataset } from './dataset.item';
import { serviceAccountGenerator, type GcpServiceAccount } from './service-account.item';
import { kmsKeyGenerator, type GcpKmsKey } from './kms-key.item';
import { secretGenerator, type GcpSecret } from './secret.item';
import { runServiceGenerator, type GcpRunService } from './run-service.item';
import { functionGenerator, type GcpFunction } from './function.item';
import { managedZoneGenerator, type GcpManagedZone } from './managed-zone.item';
import { repositoryGenerator, type GcpRepository } from './repository.item';
import type { GcpScope } from './gcp-scope';
import {
  subscriptionGenerator,
  topicGenerator,
  type GcpSubscription,
  type GcpTopic,
} from './pubsub.items';

/** What a project has of the services that Google manages as a whole. */
export interface GcpManagedItems {
  readonly serviceAccounts: Collection<GcpServiceAccount>;
  readonly kmsKeys: Collection<GcpKmsKey>;
  readonly secrets: Collection<GcpSecret>;
  readonly runServices: Collection<GcpRunService>;
  readonly functions: Collection<GcpFunction>;
  readonly datasets: Collection<GcpDataset>;
  readonly topics: Collection<GcpTopic>;
  readonly subscriptions: Collection<GcpSubscription>;
  readonly managedZones: Collection<GcpManagedZone>;
  readonly repositories: Collection<GcpRepository>;
}

/** Puts a collection on a shelf of the project. */
export type Shelve = <T extends EmulatedItem>(
  kind: CloudKind,
  count: number,
  generate: Generate<T>,
  claimedIndex?: (id: string) => number | null,
) => Collection<T>;

export function managedItems(scope: GcpScope, shelve: Shelve): GcpManagedItems {
  const { counts } = scope;
  const topics = shelve('gcp.topic', counts.topics, topicGenerator(scope));
  const hasTopic = (topic: number): boolean => topics.has(topic);
  return {
    serviceAccounts: shelve(
      'gcp.service-account',
      counts.serviceAccounts,
      serviceAccountGenerator(scope),
    ),
    kmsKeys: shelve('gcp.kms-key', counts.kmsKeys, kmsKeyGenerator(scope)),
    secrets: shelve('gcp.secret', counts.secrets, secretGenerator(scope)),
    runServices: shelve('gcp.run-service', counts.runServices, runServiceGenerator(scope)),
    functions: shelve('gcp.function', counts.functions, functionGenerator(scope)),
    managedZones: shelve('gcp.managed-zone', counts.managedZones, managedZoneGenerator(scope)),
    repositories: shelve('gcp.repository', counts.repositories, repositoryGenerator(scope)),
    datasets: shelve('gcp.dataset', counts.datasets, datasetGenerator(scope), datasetIndex),
    topics,
    subscriptions: shelve(
      'gcp.subscription',
      counts.subscriptions,
      subscriptionGenerator(scope, hasTopic),
    ),
  };
}
