import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

/** Azure makes one in each region that has a network. */
export function networkWatcherGenerator(scope: AzureScope): Generate<AzureItem> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'network-watcher', index);
    return {
      id: idOf(scope, 'network-watcher', index),
      region: locationOf(index),
      name: nameOf(scope, 'network-watcher', index),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function networkWatcherJson(watcher: AzureItem): Record<string, unknown> {
  return {
    name: watcher.name,
    id: watcher.id,
    etag: 'W/"ad11b5a1-6d7a-4a4b-9d3e-2f1f9f3c7d55"',
    type: 'Microsoft.Network/networkWatchers',
    location: watcher.region,
    tags: watcher.tags,
    properties: { provisioningState: 'Succeeded', runningOperationIds: [] },
  };
}
