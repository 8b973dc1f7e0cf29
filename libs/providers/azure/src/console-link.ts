import type { DiscoveredResource } from '@skyledger/resource-model';
import { cloudOfRegion } from './clouds';

/** The resource in the portal of its cloud; without `@tenant`, the portal picks the directory. */
export function consoleLink({
  resourceId,
  region,
}: Pick<DiscoveredResource, 'resourceId' | 'region'>): string | null {
  if (!/^\/subscriptions\/[^/]+\/./.test(resourceId)) return null;
  const id = resourceId
    // The firewall of a database server has no page of its own.
    .replace(/\/firewallrules$/, '')
    // An assignment is shown where access to its scope is.
    .replace(/\/providers\/microsoft\.authorization\/roleassignments\/[^/]+$/, '/users');
  return `${cloudOfRegion(region).portal}/#@/resource${encodeURI(id.toWellFormed())}`;
}
