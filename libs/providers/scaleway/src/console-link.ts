import type { DiscoveredResource } from '@skyledger/resource-model';

const CONSOLE = 'https://console.scaleway.com';

/**
 * Pages of the console for what is known to have one of its own, by the first part of the resource
 * id. The first is the one that the provider's command line tool opens; where the others begin is in
 * the provider's documentation.
 */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['server', '/instance/servers'],
  ['database', '/rdb/instances'],
  ['cluster', '/kapsule/clusters'],
]);

/** Address of the resource in the console, or `null` where there is none. */
export function consoleLink({ resourceId }: Pick<DiscoveredResource, 'resourceId'>): string | null {
  const [noun = '', place = '', id = ''] = resourceId.split('/');
  const page = PAGES.get(noun);
  if (page === undefined || place === '' || id === '') return null;
  return `${CONSOLE}${page}/${encodeURIComponent(place)}/${encodeURIComponent(id)}/overview`;
}
