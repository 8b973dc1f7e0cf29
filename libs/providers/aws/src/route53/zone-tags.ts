import { ListTagsForResourcesCommand, type Tag } from '@aws-sdk/client-route-53';
import { tagsInBatches } from '../batched-tags';
import type { AwsClient } from '../client';
import type { Denials } from '../denials';
import { objectsOf } from '../payload';
import { present } from '../request-failure';

export const TAGS_PERMISSION = 'route53:ListTagsForResources';

/** The most ids ListTagsForResources takes. */
const BATCH_SIZE = 10;

/** Tags by the ids of zones, which their listing lacks; see {@link tagsInBatches}. */
export function tagsByZone(
  client: AwsClient,
  ids: readonly string[],
  denials: Denials,
  signal?: AbortSignal,
): Promise<Map<string, Tag[] | undefined>> {
  return tagsInBatches(ids, BATCH_SIZE, denials, (ResourceIds) =>
    client.call(
      { service: 'route53', permission: TAGS_PERMISSION, ...(signal && { signal }) },
      async (route53, options) => {
        try {
          const command = new ListTagsForResourcesCommand({
            ResourceType: 'hostedzone',
            ResourceIds,
          });
          const { ResourceTagSets } = await route53.send(command, options);
          return new Map(
            objectsOf(present(ResourceTagSets, 'tag sets')).map(({ ResourceId, Tags }) => [
              ResourceId ?? '',
              objectsOf(Tags),
            ]),
          );
        } catch (error) {
          if (error instanceof Error && error.name === 'NoSuchHostedZone') return null;
          throw error;
        }
      },
    ),
  );
}
