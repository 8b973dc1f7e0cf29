import { RestRefusal } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import { pagesOf, type Collection, type EmulatedItem } from '../estate/collection';
import { awayRegions } from './away-regions';
import { LOCATIONS } from './catalogue';
import { datasetJson, listedDatasetJson } from './dataset.item';
import { functionJson } from './function.item';
import type { GcpProjectEstate } from './gcp-project-estate';
import type { GcpScope } from './gcp-scope';
import { keyRingJson, kmsKeyJson, ringsOf } from './kms-key.item';
import { managedZoneJson } from './managed-zone.item';
import { listPage, pageOf, type GcpCall, type PageLimits } from './page';
import { subscriptionJson, topicJson } from './pubsub.items';
import { repositoryJson } from './repository.item';
import { secretJson } from './secret.item';
import { served } from './served';
import { functionPolicy, runServices, servicePolicy } from './serverless-answers';
import { emailOf, serviceAccountJson, serviceAccountKeyJson } from './service-account.item';

type Route = RestRoute<GcpProjectEstate>;

interface Listing<T extends EmulatedItem> {
  /** The service, before `.googleapis.com`. */
  readonly api: string;
  /** Below the API's base, with `:project` in it. */
  readonly path: string;
  /** The field that holds the items. */
  readonly field: string;
  readonly limits: PageLimits;
  items(call: GcpCall): Pick<Collection<T>, 'page'>;
  json(scope: GcpScope, item: T): Record<string, unknown>;
  /** Regions that did not answer are left out, and named in `unreachable`. */
  readonly regional?: boolean;
  /** What else the body has. */
  readonly head?: Readonly<Record<string, unknown>>;
}

const sized = (usual: number, most: number): PageLimits => ({
  usual,
  most,
  strict: false,
  parameter: 'pageSize',
});

/** Lists of the services that Google manages as a whole. */
export const MANAGED_ROUTES: readonly Route[] = [
  listing({
    api: 'iam',
    path: '/iam/v1/projects/:project/serviceAccounts',
    field: 'accounts',
    limits: sized(20, 100),
    items: ({ account }) => account.serviceAccounts,
    json: serviceAccountJson,
  }),
  route('iam', '/iam/v1/projects/:project/serviceAccounts/:email/keys', serviceAccountKeys),
  route('cloudkms', '/cloudkms/v1/projects/:project/locations', locations),
  route('cloudkms', '/cloudkms/v1/projects/:project/locations/:location/keyRings', keyRings),
  listing({
    api: 'cloudkms',
    path: '/cloudkms/v1/projects/:project/locations/:location/keyRings/:ring/cryptoKeys',
    field: 'cryptoKeys',
    limits: sized(100, 1000),
    items: ({ account, params }) => {
      const ring = `${params['location']}/keyRings/${params['ring']}`;
      return pagesOf([...account.kmsKeys.all()].filter((key) => key.ring === ring));
    },
    json: kmsKeyJson,
  }),
  listing({
    api: 'secretmanager',
    path: '/secretmanager/v1/projects/:project/secrets',
    field: 'secrets',
    limits: sized(100, 25_000),
    items: ({ account }) => account.secrets,
    json: secretJson,
  }),
  route('run', '/run/apis/serving.knative.dev/v1/namespaces/:project/services', runServices, true),
  route('run', '/run/v1/projects/:project/locations/:location/services/:target', servicePolicy),
  listing({
    api: 'cloudfunctions',
    path: '/cloudfunctions/v2/projects/:project/locations/-/functions',
    field: 'functions',
    limits: sized(1000, 1000),
    items: ({ account }) => account.functions,
    json: functionJson,
    regional: true,
  }),
  route(
    'cloudfunctions',
    '/cloudfunctions/v2/projects/:project/locations/:location/functions/:target',
    functionPolicy,
  ),
  listing({
    api: 'bigquery',
    path: '/bigquery/v2/projects/:project/datasets',
    field: 'datasets',
    limits: { usual: 50, most: 1000, strict: false },
    items: ({ account }) => account.datasets,
    json: listedDatasetJson,
    head: { kind: 'bigquery#datasetList', etag: 'mHk2GZ1sQ0u1c2Z1V0hB9A==' },
  }),
  route('bigquery', '/bigquery/v2/projects/:project/datasets/:dataset', dataset),
  listing({
    api: 'pubsub',
    path: '/pubsub/v1/projects/:project/topics',
    field: 'topics',
    limits: sized(100, 1000),
    items: ({ account }) => account.topics,
    json: topicJson,
  }),
  listing({
    api: 'pubsub',
    path: '/pubsub/v1/projects/:project/subscriptions',
    field: 'subscriptions',
    limits: sized(100, 1000),
    items: ({ account }) => account.subscriptions,
    json: subscriptionJson,
  }),
  listing({
    api: 'dns',
    path: '/dns/v1/projects/:project/managedZones',
    field: 'managedZones',
    limits: { usual: 100, most: 1000, strict: false },
    items: ({ account }) => account.managedZones,
    json: managedZoneJson,
    head: { kind: 'dns#managedZonesListResponse' },
  }),
  route('artifactregistry', '/artifactregistry/v1/projects/:project/locations', locations),
  listing({
    api: 'artifactregistry',
    path: '/artifactregistry/v1/projects/:project/locations/:location/repositories',
    field: 'repositories',
    limits: sized(100, 1000),
    items: ({ account, params }) =>
      pagesOf(
        [...account.repositories.all()].filter(({ region }) => region === params['location']),
      ),
    json: repositoryJson,
  }),
];

function route(
  api: string,
  path: string,
  make: (call: GcpCall) => Record<string, unknown>,
  paged = false,
): Route {
  return {
    path,
    service: api,
    ...(paged ? { page: pageOf } : {}),
    answer: (call) => served(call, call.params['project'], api, make),
  };
}

function listing<T extends EmulatedItem>(list: Listing<T>): Route {
  const { api, path, field, limits, head = {}, regional = false } = list;
  return route(
    api,
    path,
    (call) => {
      const { items, nextPageToken } = listPage(call, list.items(call), limits);
      const away = regional ? awayRegions(call) : [];
      const shown = items.filter(({ region }) => region === null || !away.includes(region));
      return {
        ...head,
        ...(shown.length === 0
          ? {}
          : { [field]: shown.map((item) => list.json(call.account.scope, item)) }),
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
        ...(away.length === 0 ? {} : { unreachable: away }),
      };
    },
    true,
  );
}

function serviceAccountKeys({ account, params }: GcpCall): Record<string, unknown> {
  const owner = account.serviceAccounts.find((params['email'] ?? '').split('@')[0] ?? '');
  if (!owner || emailOf(account.scope, owner) !== params['email']) {
    throw new RestRefusal({ kind: 'not-found' });
  }
  const keys = owner.keys.map((key) => serviceAccountKeyJson(account.scope, owner, key));
  return keys.length === 0 ? {} : { keys };
}

function locations({ account }: GcpCall): Record<string, unknown> {
  return {
    locations: LOCATIONS.map((locationId) => ({
      name: `projects/${account.account}/locations/${locationId}`,
      locationId,
    })),
  };
}

function keyRings({ account, params }: GcpCall): Record<string, unknown> {
  const rings = ringsOf(account.scope, params['location'] ?? '');
  return {
    ...(rings.length === 0
      ? {}
      : { keyRings: rings.map((ring) => keyRingJson(account.scope, ring)) }),
    totalSize: rings.length,
  };
}

function dataset({ account, params }: GcpCall): Record<string, unknown> {
  const found = account.datasets.find(params['dataset'] ?? '');
  if (!found) throw new RestRefusal({ kind: 'not-found' });
  return datasetJson(account.scope, found);
}
