import type { Provider } from '@skyledger/provider-sdk';

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
  // These two have no page of each in the console.
  [/^(?:global|regions\/[^/]+)\/addresses\//, () => 'networking/addresses/list'],
  [
    /^(?:global|regions\/[^/]+)\/forwardingRules\//,
    () => 'net-services/loadbalancing/advanced/forwardingRules/list',
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
  const match =
    /^\/\/(?:compute|cloudsql|container)\.googleapis\.com\/projects\/([^/]+)\/(.+)$/.exec(
      resourceId,
    );
  const [, project, path] = match ?? [];
  if (project === undefined || path === undefined) return null;
  for (const [pattern, page] of PAGES) {
    const parts = pattern.exec(path);
    if (parts) {
      const shown = page(...parts.slice(1).map(encode)).replace('PROJECT', encode(project));
      return `${CONSOLE}/${shown}?project=${encode(project)}`;
    }
  }
  return null;
};

/** Slashes are kept: they are of the path. */
function encode(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}
