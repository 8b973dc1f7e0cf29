import type { Generate } from '../estate/collection';
import { drawItem, drawTags, locationOf, RESOURCE_GROUPS } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

/** The groups that everything is in, and others that are empty. */
export function resourceGroupGenerator(scope: AzureScope): Generate<AzureItem> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'resource-group', index);
    const name = RESOURCE_GROUPS[index] ?? `rg-empty-${String(index + 1).padStart(3, '0')}`;
    return {
      id: `/subscriptions/${scope.subscriptionId}/resourceGroups/${name}`,
      region: locationOf(index),
      name,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function resourceGroupJson(group: AzureItem): Record<string, unknown> {
  return {
    id: group.id,
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.region,
    tags: group.tags,
    properties: { provisioningState: 'Succeeded' },
  };
}

/** The index of the group with this id. */
export function claimedGroup(id: string): number | null {
  const name = id.split('/').pop() ?? '';
  const known = RESOURCE_GROUPS.findIndex((each) => each === name);
  if (known >= 0) return known;
  const digits = /-(\d+)$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits) - 1;
}
