import {
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Tag, Trail } from '@aws-sdk/client-cloudtrail';
import { definePass, inParallel, textOf, type Page } from '@skyledger/provider-sdk';
import { tagsInBatches } from '../batched-tags';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { describeOne } from '../describe-one';
import { boolOf, objectsOf, sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { mayHaveTrails } from './trail-homes';
import { toTrail } from './trails.mapper';

const TAGS_PERMISSION = 'cloudtrail:ListTags';
const STATUS_PERMISSION = 'cloudtrail:GetTrailStatus';
/** The most trails whose tags are told at once. */
const TAG_BATCH_SIZE = 20;
const PARALLEL_TRAILS = 4;

/** Trails, each in the region that it was made in. All are told at once. */
export const trails = definePass<AwsClient>({
  id: 'cloudtrail.trails',
  types: ['audit_trail'],
  scope: 'regional',
  permissions: [
    'cloudtrail:DescribeTrails',
    STATUS_PERMISSION,
    TAGS_PERMISSION,
    'ec2:DescribeRegions',
  ],
  async *collect(context): AsyncGenerator<Page> {
    const { client, region, signal } = context;
    const known = (await context.known?.()) ?? [];
    if (known.length === 0 && !(await mayHaveTrails(client, region, signal))) {
      yield { resources: [], cursor: null };
      return;
    }
    const pages = pagesOf<'cloudtrail', Trail>(
      {
        service: 'cloudtrail',
        permission: 'cloudtrail:DescribeTrails',
        async list(cloudtrail, _token, options) {
          // The shadows of a trail in other regions would be the same trail again.
          const command = new DescribeTrailsCommand({ includeShadowTrails: false });
          const { trailList } = await cloudtrail.send(command, options);
          return { items: trailList, next: undefined };
        },
      },
      context,
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const arns = sortedTexts(objectsOf(items).map(({ TrailARN }) => TrailARN));
      const tags = await tagsInBatches(arns, TAG_BATCH_SIZE, denials, (batch) =>
        readTags(client, { region, signal }, batch),
      );
      const withStatus = await inParallel(objectsOf(items), PARALLEL_TRAILS, async (trail) => {
        const arn = textOf(trail.TrailARN);
        if (arn === null) return { trail, isLogging: null };
        const isLogging = await describeOne(
          client,
          { service: 'cloudtrail', region, permission: STATUS_PERMISSION, signal },
          { name: arn, gone: 'TrailNotFoundException' },
          denials,
          async (cloudtrail, options) => {
            const command = new GetTrailStatusCommand({ Name: arn });
            return { told: boolOf((await cloudtrail.send(command, options)).IsLogging) };
          },
        );
        return isLogging === null ? null : { trail, isLogging: isLogging?.told ?? null };
      });
      yield pageOf(
        withStatus.filter((each) => each !== null),
        next,
        ({ trail, isLogging }) =>
          toTrail(trail, region, { isLogging, tags: tags.get(trail.TrailARN ?? '') }),
        denials.warnings(),
      );
    }
  },
});

/** `null` when one of them is gone. */
function readTags(
  client: AwsClient,
  where: { region: string; signal: AbortSignal },
  ResourceIdList: string[],
): Promise<Map<string, Tag[]> | null> {
  return client.call(
    { service: 'cloudtrail', permission: TAGS_PERMISSION, ...where },
    async (cloudtrail, options) => {
      try {
        const command = new ListTagsCommand({ ResourceIdList });
        const { ResourceTagList } = await cloudtrail.send(command, options);
        return new Map(
          objectsOf(present(ResourceTagList, 'tags')).map(({ ResourceId, TagsList }) => [
            ResourceId ?? '',
            objectsOf(TagsList),
          ]),
        );
      } catch (error) {
        const code = error instanceof Error ? error.name : null;
        if (code === 'ResourceNotFoundException') return null;
        throw error;
      }
    },
  );
}
