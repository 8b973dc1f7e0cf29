import type { Provider } from '@skyledger/provider-sdk';
import { encodePath } from './resource-name';

const CONSOLE = 'https://console.cloud.google.com';

type Page = (...parts: string[]) => string;

/** Where the console shows what a full resource name ends with; `PROJECT` stands for the project. */
const PAGES: readonly (readonly [RegExp, Page])[] = [
  [/^(zones\/[^/]+\/instances\/[^/]+)$/, (instance) => `compute/instancesDetail/${instance}`],
  [/^((?:zones|regions)\/[^/]+\/disks\/[^/]+)$/, (disk) => `compute/disksDetail/${disk}`],
  [
    /^(global\/snapshots\/[^/]+)$/,
    (snapshot) => `compute/snapshotsDetail/projects/PROJECT/${snapshot}`,
  ],
  [/^(global\/images\/[^/]+)$/, (image) => `compute/imagesDetail/projects/PROJECT/${image}`],
  [/^global\/networks\/([^/]+)$/, (network) => `networking/networks/details/${network}`],
  [
    /^regions\/([^/]+)\/subnetworks\/([^/]+)$/,
    (region, subnetwork) => `networking/subnetworks/details/${region}/${subnetwork}`,
  ],
  [/^global\/firewalls\/([^/]+)$/, (firewall) => `networking/firewalls/details/${firewall}`],
  [
    /^regions\/([^/]+)\/routers\/([^/]+)$/,
    (region, router) => `hybrid/routers/details/${region}/${router}`,
  ],
  [
    /^regions\/([^/]+)\/routers\/([^/]+)\/nats\/([^/]+)$/,
    (region, router, nat) => `net-services/nat/details/${region}/${router}/${nat}`,
  ],
  // These two have no page of each in the console.
  [/^(?:global|regions\/[^/]+)\/addresses\//, () => 'networking/addresses/list'],
  [
    /^(?:global|regions\/[^/]+)\/forwardingRules\//,
    () => 'net-services/loadbalancing/advanced/forwardingRules/list',
  ],
  // Their pages go by a number that only the account itself tells.
  [/^serviceAccounts\//, () => 'iam-admin/serviceaccounts'],
  [
    /^locations\/([^/]+)\/keyRings\/([^/]+)\/cryptoKeys\/([^/]+)$/,
    (location, ring, key) => `security/kms/key/manage/${location}/${ring}/${key}`,
  ],
  [/^secrets\/([^/]+)$/, (secret) => `security/secret-manager/secret/${secret}/versions`],
  [
    /^locations\/([^/]+)\/services\/([^/]+)$/,
    (location, service) => `run/detail/${location}/${service}`,
  ],
  [
    /^locations\/([^/]+)\/functions\/([^/]+)$/,
    (location, name) => `functions/details/${location}/${name}`,
  ],
  [/^datasets\/([^/]+)$/, (dataset) => `bigquery?p=PROJECT&d=${dataset}&page=dataset`],
  [/^topics\/([^/]+)$/, (topic) => `cloudpubsub/topic/detail/${topic}`],
  [/^subscriptions\/([^/]+)$/, (name) => `cloudpubsub/subscription/detail/${name}`],
  [/^managedZones\/([^/]+)$/, (zone) => `net-services/dns/zones/${zone}/details`],
  [
    /^locations\/([^/]+)\/repositories\/([^/]+)$/,
    (location, repository) => `artifacts/browse/PROJECT/${location}/${repository}`,
  ],
  [/^instances\/([^/]+)$/, (instance) => `sql/instances/${instance}/overview`],
  [
    /^locations\/([^/]+)\/clusters\/([^/]+)$/,
    (location, cluster) => `kubernetes/clusters/details/${location}/${cluster}/details`,
  ],
];

/** Address of a resource's page in the Google Cloud console. */
export const consoleLink: Provider['consoleLink'] = ({ resourceId }) => {
  const bucket = /^\/\/storage\.googleapis\.com\/([^/]+)$/.exec(resourceId)?.[1];
  if (bucket !== undefined) return `${CONSOLE}/storage/browser/${encodeURIComponent(bucket)}`;
  const itself = /^\/\/cloudresourcemanager\.googleapis\.com\/projects\/([^/]+)$/.exec(
    resourceId,
  )?.[1];
  if (itself !== undefined)
    return `${CONSOLE}/home/dashboard?project=${encodeURIComponent(itself)}`;
  const match = /^\/\/[a-z]+\.googleapis\.com\/projects\/([^/]+)\/(.+)$/.exec(resourceId);
  const [, project, path] = match ?? [];
  if (project === undefined || path === undefined) return null;
  for (const [pattern, page] of PAGES) {
    const parts = pattern.exec(path);
    if (parts) {
      const shown = page(...parts.slice(1).map(encodePath)).replace('PROJECT', encodePath(project));
      return `${CONSOLE}/${shown}${shown.includes('?') ? '&' : '?'}project=${encodePath(project)}`;
    }
  }
  return null;
};
