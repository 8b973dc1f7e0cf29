import { RestRefusal } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import { pagesOf, type EmulatedItem } from '../estate/collection';
import { LOCATIONS } from './catalogue';
import type { GcpProjectEstate } from './gcp-project-estate';
import { keyRingJson, ringsOf } from './kms-key.item';
import { listPage, pageOf, type GcpCall, type PageLimits } from './page';
import { repositoryJson, repositoryPath } from './repository.item';
import { served } from './served';

/** What Cloud Asset Inventory tells of one resource; its id is its path below the service. */
interface GcpAsset extends EmulatedItem {
  readonly region: string;
  readonly assetType: string;
  readonly updated: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

const LIMITS: PageLimits = { usual: 100, most: 1000, strict: true, parameter: 'pageSize' };

/** Content types that are served; others are of policies and relationships. */
const CONTENT_TYPES = new Set(['', 'CONTENT_TYPE_UNSPECIFIED', 'RESOURCE']);

/** The assets of a type. https://cloud.google.com/asset-inventory/docs/asset-types */
const ASSETS: Readonly<
  Record<string, (estate: GcpProjectEstate) => Omit<GcpAsset, 'assetType'>[]>
> = {
  'cloudkms.googleapis.com/KeyRing': ({ scope }) =>
    LOCATIONS.flatMap((region) =>
      ringsOf(scope, region).map((ring) => {
        const data = keyRingJson(scope, ring);
        return { id: String(data['name']), name: ring, region, data, updated: data['createTime'] };
      }),
    ),
  'artifactregistry.googleapis.com/Repository': ({ scope, repositories }) =>
    [...repositories.all()].map((item) => {
      const { region, name } = item;
      const data = repositoryJson(scope, item);
      return { id: repositoryPath(scope, item), name, region, data, updated: data['updateTime'] };
    }),
};

/** Cloud Asset Inventory: names of what is in a project, and their content where it is asked for. */
export const ASSET_ROUTES: readonly RestRoute<GcpProjectEstate>[] = [
  {
    path: '/cloudasset/v1/projects/:project/assets',
    service: 'cloudasset',
    page: pageOf,
    answer: (call) => served(call, call.params['project'], 'cloudasset', assets),
  },
];

function assets(call: GcpCall): Record<string, unknown> {
  const { account, query, context } = call;
  const contentType = query.get('contentType') ?? '';
  if (!CONTENT_TYPES.has(contentType)) {
    throw new RestRefusal({ kind: 'invalid', message: 'The content type is not supported.' });
  }
  const found = typesAsked(query).flatMap((assetType) =>
    (ASSETS[assetType]?.(account) ?? []).map((each) => ({ ...each, assetType })),
  );
  const late = account.unindexedLocations ?? [];
  const indexed = found.filter(({ region }) => !late.includes(region));
  const { items, nextPageToken } = listPage(call, pagesOf(indexed), LIMITS);
  return {
    readTime: context.now().toISOString(),
    ...(items.length === 0
      ? {}
      : { assets: items.map((item) => assetJson(account, item, contentType === 'RESOURCE')) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  };
}

/** All of them unless told; what no supported type is called by makes the request invalid. */
function typesAsked(query: URLSearchParams): string[] {
  const asked = query.getAll('assetTypes');
  const odd = asked.find((type) => ASSETS[type] === undefined);
  if (odd !== undefined) {
    throw new RestRefusal({ kind: 'invalid', message: `No supported asset type matches: ${odd}` });
  }
  return asked.length === 0 ? Object.keys(ASSETS) : asked;
}

function assetJson(
  { scope }: GcpProjectEstate,
  { assetType, id, region, updated, data }: GcpAsset,
  withContent: boolean,
): Record<string, unknown> {
  const [service = '', discoveryName] = assetType.split('/');
  const resource = {
    version: 'v1',
    discoveryDocumentUri: `https://${service}/$discovery/rest`,
    discoveryName,
    parent: `//cloudresourcemanager.googleapis.com/projects/${scope.projectNumber}`,
    data,
    location: region,
  };
  return {
    name: `//${service}/${id}`,
    assetType,
    ...(withContent ? { resource } : {}),
    ancestors: [`projects/${scope.projectNumber}`, 'organizations/123456789012'],
    updateTime: updated,
  };
}
