import { createHash } from 'node:crypto';
import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall, RestRoute } from '../cloud/rest-route';
import { faultyItems } from '../faults/effects';
import { appJson } from './app.item';
import { DISTRIBUTIONS, REGIONS, SIZES, GPU_SIZES, distributionJson } from './catalogue';
import { certificateJson } from './certificate.item';
import { databaseJson } from './database.item';
import type { DigitalOceanAccount } from './digitalocean-account';
import { domainJson } from './domain.item';
import { dropletJson } from './droplet.item';
import { firewallJson } from './firewall.item';
import { imageJson } from './image.item';
import type { DigitalOceanImage } from './image.item';
import { clusterJson } from './kubernetes-cluster.item';
import { concat, listOf, listRoute } from './listing';
import { loadBalancerJson } from './load-balancer.item';
import { reservedIpJson, reservedIpv6Json } from './reserved-ip.item';
import type { DigitalOceanReservedIp } from './reserved-ip.item';
import { snapshotImageJson, snapshotJson } from './snapshot.item';
import type { DigitalOceanSnapshot } from './snapshot.item';
import { volumeJson } from './volume.item';
import { vpcJson } from './vpc.item';

type Call = RestCall<DigitalOceanAccount>;

const asItem = (id: string, json: object): { id: string; region: null; name: string } => ({
  ...json,
  id,
  region: null,
  name: id,
});

/** Rendered as they are in the catalogue. */
const CATALOGUE = new Map<string, unknown>([
  ...DISTRIBUTIONS.map((image) => [String(image.id), distributionJson(image)] as const),
  ...REGIONS.map((region) => [region.slug, region] as const),
  ...[...SIZES, ...GPU_SIZES].map((size) => [size.slug, size] as const),
]);

const catalogued = ({ id }: { readonly id: string }): unknown => CATALOGUE.get(id);

const READING_SCOPES = ['account:read', 'actions:read', 'api:read', 'regions:read', 'sizes:read'];

export const ROUTES: readonly RestRoute<DigitalOceanAccount>[] = [
  { path: '/v2/account', service: 'account', answer: accountOf },
  // Of another host in the real service, which no official description has.
  { path: '/v1/oauth/token/info', service: 'oauth', answer: tokenInfo },
  listRoute({
    path: '/v2/droplets',
    service: 'compute',
    filters: ['type'],
    items: ({ account, query }) =>
      query.get('type') === 'gpus' ? account.gpuDroplets : account.droplets,
    render: dropletJson,
  }),
  listRoute({
    path: '/v2/images',
    service: 'compute',
    filters: ['private'],
    items: ({ account: { images, dropletSnapshots }, query }) => {
      const own = concat(images, dropletSnapshots);
      const all = listOf(DISTRIBUTIONS.map((image) => asItem(String(image.id), image)));
      return query.get('private') === 'true' ? own : concat(all, own);
    },
    render: (item: DigitalOceanImage | DigitalOceanSnapshot) =>
      CATALOGUE.get(item.id) ?? ('places' in item ? snapshotImageJson(item) : imageJson(item)),
  }),
  listRoute({
    path: '/v2/volumes',
    service: 'storage',
    items: ({ account }) => account.volumes,
    render: volumeJson,
  }),
  listRoute({
    path: '/v2/snapshots',
    service: 'storage',
    items: ({ account }) => concat(account.dropletSnapshots, account.volumeSnapshots),
    render: snapshotJson,
  }),
  listRoute({
    path: '/v2/vpcs',
    service: 'network',
    items: ({ account }) => account.vpcs,
    render: vpcJson,
  }),
  listRoute({
    path: '/v2/firewalls',
    service: 'network',
    items: ({ account }) => account.firewalls,
    render: firewallJson,
  }),
  listRoute({
    path: '/v2/load_balancers',
    service: 'network',
    items: ({ account }) => account.loadBalancers,
    render: loadBalancerJson,
  }),
  listRoute({
    path: '/v2/reserved_ips',
    service: 'network',
    items: ({ account }) => account.reservedIps,
    render: (item: DigitalOceanReservedIp, { account: { droplets } }) =>
      reservedIpJson(item, (index) => droplets.item(index)),
  }),
  listRoute({
    path: '/v2/reserved_ipv6',
    key: 'reserved_ipv6s',
    service: 'network',
    items: ({ account }) => account.reservedIpv6s,
    render: (item: DigitalOceanReservedIp, { account: { droplets } }) =>
      reservedIpv6Json(item, (index) => droplets.item(index)),
  }),
  listRoute({
    path: '/v2/domains',
    service: 'network',
    items: ({ account }) => account.domains,
    render: domainJson,
  }),
  listRoute({
    path: '/v2/certificates',
    service: 'network',
    items: ({ account }) => account.certificates,
    render: certificateJson,
  }),
  listRoute({
    path: '/v2/apps',
    service: 'apps',
    items: ({ account }) => account.apps,
    render: appJson,
  }),
  listRoute({
    path: '/v2/kubernetes/clusters',
    key: 'kubernetes_clusters',
    service: 'kubernetes',
    items: ({ account }) => account.clusters,
    render: clusterJson,
    withoutLinks: true,
  }),
  { path: '/v2/databases', service: 'databases', answer: databases },
  { path: '/v2/databases/:id/firewall', service: 'databases', answer: trustedSources },
  listRoute({
    path: '/v2/tags',
    service: 'account',
    items: () => listOf([asItem('env:prod', {})]),
    render: ({ name }: { readonly name: string }) => ({ name, resources: { count: 0 } }),
  }),
  listRoute({
    path: '/v2/regions',
    service: 'account',
    items: () => listOf(REGIONS.map((region) => asItem(region.slug, region))),
    render: catalogued,
  }),
  listRoute({
    path: '/v2/sizes',
    service: 'account',
    items: () => listOf([...SIZES, ...GPU_SIZES].map((size) => asItem(size.slug, size))),
    render: catalogued,
  }),
];

/** The one list without pages. */
function databases({ account, effects }: Call): RestAnswer {
  const items = faultyItems(effects, [...account.databases.all()]);
  return { body: { databases: items.map(databaseJson) } };
}

function trustedSources({ account, params }: Call): RestAnswer {
  const database = account.databases.find(params['id'] ?? '');
  if (!database) throw new RestRefusal({ kind: 'not-found' });
  return { body: { rules: database.trustedSources } };
}

/** Source: https://github.com/digitalocean/doctl/blob/main/do/oauth.go */
function tokenInfo({ account: { spec }, context }: Call): RestAnswer {
  const now = context.now().getTime();
  const { tokenScopes, tokenCreatedAt, tokenExpiresAt } = spec;
  const secondsTo = (time: number): number => Math.max(0, Math.round((time - now) / 1000));
  return {
    body: {
      resource_owner_id: 1_000_001,
      scopes: tokenScopes ?? READING_SCOPES,
      expires_in_seconds:
        tokenExpiresAt === undefined ? null : secondsTo(Date.parse(tokenExpiresAt)),
      application: { uid: null },
      created_at: Math.floor((tokenCreatedAt ? Date.parse(tokenCreatedAt) : now) / 1000),
    },
  };
}

function accountOf({ account: { account } }: Call): RestAnswer {
  const idOf = (what: string): string => createHash('sha1').update(what).digest('hex');
  return {
    body: {
      account: {
        droplet_limit: 1000,
        floating_ip_limit: 30,
        email: 'sammy@example.com',
        name: 'Sammy the Shark',
        uuid: idOf(`${account}/user`),
        email_verified: true,
        status: 'active',
        status_message: '',
        team: { uuid: idOf(account), name: account },
      },
    },
  };
}
