import { definePass, inParallel, textOf, type Page, type Pass } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceType } from '@skyledger/resource-model';
import type { AwsClient, Send } from './client';
import { Denials } from './denials';
import { describeOne } from './describe-one';
import { sortedTexts } from './payload';
import { pageOf, pagesOf, type RegionalListing } from './regional-listing';
import type { Service, ServiceClients } from './service-clients';

const PARALLEL_REQUESTS = 4;

/** Where the tags of a resource must be asked for as well. */
interface TagListing<S extends Service, Tags> {
  /** The IAM action of asking for them. */
  permission: string;
  /** The error by which the service says that there is none of a name. */
  gone: string;
  list(
    client: ServiceClients[S],
    name: string,
    options: Parameters<Send<S, Tags>>[1],
  ): Promise<Tags>;
}

/** A listing that names resources and nothing else, so that each must be asked about. */
export interface DescribedListing<S extends Service, Answer, Tags = never> {
  id: string;
  type: ResourceType;
  service: S;
  /** The IAM action of the listing. */
  permission: string;
  list: RegionalListing<S, string>['list'];
  /** The IAM action of asking about one. */
  describePermission: string;
  /** The error by which the service says that there is none of a name. */
  gone: string;
  describe(
    client: ServiceClients[S],
    name: string,
    options: Parameters<Send<S, Answer>>[1],
  ): Promise<Answer>;
  tags?: TagListing<S, Tags>;
  /** `undefined` is what nobody may know; `null` when nothing can be made of it. */
  map(
    name: string,
    answer: Answer | undefined,
    place: { region: string; accountId: string },
    tags: Tags | undefined,
  ): DiscoveredResource | null;
}

/** Declares a pass that asks about each listed name, a few at a time. */
export function defineDescribedListing<S extends Service, Answer, Tags = never>(
  listing: DescribedListing<S, Answer, Tags>,
): Pass<AwsClient> {
  const { service, describePermission: permission, gone, tags: tagListing } = listing;
  return definePass<AwsClient>({
    id: listing.id,
    types: [listing.type],
    scope: 'regional',
    permissions: [
      listing.permission,
      permission,
      ...(tagListing ? [tagListing.permission] : []),
      'ec2:DescribeRegions',
      'sts:GetCallerIdentity',
    ],
    async *collect(context): AsyncGenerator<Page> {
      const { client, region, signal } = context;
      const accountId = await client.accountId(signal);
      for await (const { items, next } of pagesOf(listing, context)) {
        const denials = new Denials();
        const described = await inParallel(sortedTexts(items), PARALLEL_REQUESTS, async (name) => {
          const answer = await describeOne<S, Answer>(
            client,
            { service, region, permission, signal },
            { name, gone },
            denials,
            (sdk, options) => listing.describe(sdk, name, options),
          );
          if (answer === null) return null;
          const tags =
            tagListing &&
            (await describeOne<S, Tags>(
              client,
              { service, region, permission: tagListing.permission, signal },
              { name, gone: tagListing.gone },
              denials,
              (sdk, options) => tagListing.list(sdk, name, options),
            ));
          return tags === null ? null : { name, answer, tags };
        });
        // What has no name cannot be asked about, so that the page tells it lacks them.
        const nameless = items.filter((name) => textOf(name) === null).map(() => null);
        yield pageOf(
          [...described.filter((each) => each !== null), ...nameless],
          next,
          (each) => each && listing.map(each.name, each.answer, { region, accountId }, each.tags),
          denials.warnings(),
        );
      }
    },
  });
}
