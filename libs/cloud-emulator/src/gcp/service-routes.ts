import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestRoute } from '../cloud/rest-route';
import { bucketJson, bucketPolicyJson } from './bucket.item';
import { regionOfZone } from './catalogue';
import { clusterJson } from './cluster.item';
import type { GcpProjectEstate } from './gcp-project-estate';
import { listPage, pageOf, type GcpCall } from './page';
import { projectJson } from './project.item';
import { served } from './served';
import { sqlInstanceJson } from './sql-instance.item';

type Route = RestRoute<GcpProjectEstate>;

/** Cloud SQL, Cloud Storage, Kubernetes Engine and the Resource Manager. */
export const SERVICE_ROUTES: readonly Route[] = [
  {
    path: '/sql/v1/projects/:project/instances',
    service: 'sqladmin',
    page: pageOf,
    answer: (call) => served(call, call.params['project'], 'sqladmin', sqlInstances),
  },
  {
    path: '/storage/v1/b',
    service: 'storage',
    page: pageOf,
    answer: (call) => served(call, call.query.get('project'), 'storage', buckets),
  },
  {
    path: '/storage/v1/b/:bucket/iam',
    service: 'storage',
    answer: (call) => served(call, call.account.account, 'storage', bucketPolicy),
  },
  {
    path: '/container/v1/projects/:project/locations/-/clusters',
    service: 'container',
    answer: (call) => served(call, call.params['project'], 'container', clusters),
  },
  {
    path: '/crm/v3/projects/:project',
    service: 'cloudresourcemanager',
    answer: (call) => served(call, call.params['project'], 'cloudresourcemanager', project),
  },
  {
    method: 'POST',
    path: '/crm/v3/projects/:target',
    service: 'cloudresourcemanager',
    answer: projectVerb,
  },
];

/** The verb stands behind a colon, in the same segment as the project. */
function projectVerb(call: GcpCall): RestAnswer {
  const [name, verb] = (call.params['target'] ?? '').split(':');
  if (verb !== 'testIamPermissions') throw new RestRefusal({ kind: 'not-found' });
  return served(call, name, 'cloudresourcemanager', grantedPermissions);
}

function sqlInstances(call: GcpCall): Record<string, unknown> {
  const { account } = call;
  const limits = { usual: 500, most: 1000, strict: false };
  const { items, nextPageToken } = listPage(call, account.sqlInstances, limits);
  const regions = awayRegions(account);
  const shown = items.filter(({ region }) => !regions.includes(region));
  return {
    // The service sends no kind here, though its description has one.
    ...(shown.length === 0
      ? {}
      : { items: shown.map((item) => sqlInstanceJson(account.scope, item)) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
    ...(regions.length === 0
      ? {}
      : {
          warnings: regions.map((region) => ({
            code: 'REGION_UNREACHABLE',
            message: `The region ${region} is unreachable.`,
            region,
          })),
        }),
  };
}

function buckets(call: GcpCall): Record<string, unknown> {
  const limits = { usual: 1000, most: 1000, strict: false };
  const { items, nextPageToken } = listPage(call, call.account.buckets, limits);
  return {
    kind: 'storage#buckets',
    ...(items.length === 0
      ? {}
      : { items: items.map((item) => bucketJson(call.account.scope, item)) }),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  };
}

function bucketPolicy({ account, params }: GcpCall): Record<string, unknown> {
  const bucket = account.buckets.find(params['bucket'] ?? '');
  if (!bucket) throw new RestRefusal({ kind: 'not-found' });
  return bucketPolicyJson(account.scope, bucket);
}

/** Not paged; zones that do not answer are named. */
function clusters({ account }: GcpCall): Record<string, unknown> {
  const away = account.unreachableZones ?? [];
  const items = [...account.clusters.all()].filter(({ location }) => !away.includes(location));
  return {
    ...(items.length === 0
      ? {}
      : { clusters: items.map((item) => clusterJson(account.scope, item)) }),
    ...(away.length === 0 ? {} : { missingZones: away }),
  };
}

function project({ account }: GcpCall): Record<string, unknown> {
  return projectJson(account.scope, account.itself.item(0));
}

/** Which path each permission opens; others are granted. */
const PATHS: Readonly<Record<string, string>> = {
  'compute.instances.list': '/compute/v1/projects/:project/aggregated/instances',
  'compute.disks.list': '/compute/v1/projects/:project/aggregated/disks',
  'compute.addresses.list': '/compute/v1/projects/:project/aggregated/addresses',
  'compute.routers.list': '/compute/v1/projects/:project/aggregated/routers',
  'compute.forwardingRules.list': '/compute/v1/projects/:project/aggregated/forwardingRules',
  'compute.subnetworks.list': '/compute/v1/projects/:project/aggregated/subnetworks',
  'compute.networks.list': '/compute/v1/projects/:project/global/networks',
  'compute.firewalls.list': '/compute/v1/projects/:project/global/firewalls',
  'compute.snapshots.list': '/compute/v1/projects/:project/global/snapshots',
  'compute.images.list': '/compute/v1/projects/:project/global/images',
  'cloudsql.instances.list': '/sql/v1/projects/:project/instances',
  'storage.buckets.list': '/storage/v1/b',
  'storage.buckets.getIamPolicy': '/storage/v1/b/:bucket/iam',
  'iam.serviceAccounts.list': '/iam/v1/projects/:project/serviceAccounts',
  'iam.serviceAccountKeys.list': '/iam/v1/projects/:project/serviceAccounts/:email/keys',
  'cloudkms.locations.list': '/cloudkms/v1/projects/:project/locations',
  'cloudkms.keyRings.list': '/cloudkms/v1/projects/:project/locations/:location/keyRings',
  'cloudkms.cryptoKeys.list':
    '/cloudkms/v1/projects/:project/locations/:location/keyRings/:ring/cryptoKeys',
  'secretmanager.secrets.list': '/secretmanager/v1/projects/:project/secrets',
  'run.services.list': '/run/apis/serving.knative.dev/v1/namespaces/:project/services',
  'run.services.getIamPolicy': '/run/v1/projects/:project/locations/:location/services/:target',
  'cloudfunctions.functions.list': '/cloudfunctions/v2/projects/:project/locations/-/functions',
  'cloudfunctions.functions.getIamPolicy':
    '/cloudfunctions/v2/projects/:project/locations/:location/functions/:target',
  'bigquery.datasets.get': '/bigquery/v2/projects/:project/datasets',
  'pubsub.topics.list': '/pubsub/v1/projects/:project/topics',
  'pubsub.subscriptions.list': '/pubsub/v1/projects/:project/subscriptions',
  'dns.managedZones.list': '/dns/v1/projects/:project/managedZones',
  'artifactregistry.locations.list': '/artifactregistry/v1/projects/:project/locations',
  'artifactregistry.repositories.list':
    '/artifactregistry/v1/projects/:project/locations/:location/repositories',
  'container.clusters.list': '/container/v1/projects/:project/locations/-/clusters',
  'resourcemanager.projects.get': '/crm/v3/projects/:project',
};

/** Of the permissions asked about, those the caller has. An unknown one makes the request invalid. */
function grantedPermissions({ account, request }: GcpCall): Record<string, unknown> {
  const { permissions } = JSON.parse(request.body.toString('utf8')) as { permissions: string[] };
  const odd = permissions.find((name) => !/^[a-z]+(\.[a-zA-Z]+){2}$/.test(name));
  if (odd !== undefined) {
    throw new RestRefusal({
      kind: 'invalid',
      message: `Permission ${odd} is not valid for this resource.`,
    });
  }
  const denied = account.deniedPaths ?? [];
  const writes = account.writePermissions ?? [];
  const granted = permissions.filter((name) =>
    /\.(get|list)[A-Za-z]*$/.test(name)
      ? !denied.includes(PATHS[name] ?? '')
      : writes.includes(name),
  );
  return granted.length === 0 ? {} : { permissions: granted };
}

function awayRegions({ unreachableZones = [] }: GcpProjectEstate): string[] {
  return [...new Set(unreachableZones.map(regionOfZone))];
}
