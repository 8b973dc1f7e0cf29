import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { serversOfPlacementGroup } from './attachments';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';

export interface HetznerPlacementGroup extends EmulatedItem {
  readonly created: string;
  readonly servers: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasServer` tells by number whether a server still exists: a deleted one leaves its group. */
export function placementGroupGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerPlacementGroup> {
  const salt = saltOf(scope.seed, scope.projectName, 'placement_group');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: String(scope.firstId + index),
      region: null,
      name: `${naming.environment}-${naming.role}-spread-${index + 1}`,
      created: timestamp(random.time()),
      servers: serversOfPlacementGroup(scope, index)
        .filter(hasServer)
        .map((server) => scope.firstId + server),
      labels: drawLabels(random, naming, revision),
    };
  };
}

/** A server shows its group in the same form. */
export function placementGroupJson(group: HetznerPlacementGroup): Record<string, unknown> {
  return {
    id: Number(group.id),
    name: group.name,
    labels: group.labels,
    type: 'spread',
    created: group.created,
    servers: group.servers,
  };
}
