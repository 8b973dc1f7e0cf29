const CONSOLE = 'https://cloud.digitalocean.com';

/** Pages of the control panel by collection; `:id` stands for the last part of the resource's id. */
const PAGES: Readonly<Record<string, string>> = {
  droplet: '/droplets/:id',
  volume: '/volumes',
  snapshot: '/images/snapshots',
  image: '/images/custom_images',
  vpc: '/networking/vpc/:id',
  firewall: '/networking/firewalls/:id',
  load_balancer: '/networking/load_balancers/:id',
  reserved_ip: '/networking/reserved_ips',
  reserved_ipv6: '/networking/reserved_ips',
  domain: '/networking/domains/:id',
  certificate: '/account/security',
  app: '/apps/:id',
  database: '/databases/:id',
  kubernetes_cluster: '/kubernetes/clusters/:id',
  space: '/spaces/:id',
};

/** Some kinds have no page for one resource: then the one that lists them. */
export function consoleLink({ resourceId }: { readonly resourceId: string }): string | null {
  const [collection = '', id] = resourceId.split('/');
  if (id === undefined || !Object.hasOwn(PAGES, collection)) return null;
  return CONSOLE + (PAGES[collection] ?? '').replace(':id', encodeURIComponent(id));
}
