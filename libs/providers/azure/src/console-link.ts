import type { DiscoveredResource } from '@skyledger/resource-model';
import { cloudOfRegion } from './clouds';

/** The resource in the portal of its cloud; without `@tenant`, the portal picks the directory. */
export function consoleLink({
  resourceId,
  region,
}: Pick<DiscoveredResource, 'resourceId' | 'region'>): string | null {
  if (!/^\/subscriptions\/[^/]+\/./.test(resourceId)) return null;
  // The firewall of a database server has no page of its own.
  const id = resourceId.replace(/\/firewallrules$/, '');
  return `${cloudOfRegion(region).portal}/#@/resource${encodeURI(id.toWellFormed())}`;
}
