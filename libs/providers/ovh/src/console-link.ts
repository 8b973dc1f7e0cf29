import type { DiscoveredResource } from '@skyledger/resource-model';

/** What stands after the kind and id of a resource in the addresses of the control panel. */
const PROJECT_PATHS: ReadonlyMap<string, (id: string) => string> = new Map([
  ['instance', (id) => `instances/${id}`],
  ['kube', (id) => `kubernetes/${id}/service`],
]);

/**
 * The page of a resource in the control panel of its site. Only kinds whose page is found by the id
 * alone have one; the others are shown in lists.
 */
export function consoleLink({ resourceId }: Pick<DiscoveredResource, 'resourceId'>): string | null {
  const match = /^urn:v1:(eu|ca|us):resource:(\w+):([^/]+)(?:\/(\w+)\/([^/]+))?$/.exec(resourceId);
  if (!match) return null;
  const [, site, kind, name = '', part, id = ''] = match;
  const path = pathOf(kind ?? '', encode(name), part, encode(id));
  return path === null ? null : `https://manager.${site}.ovhcloud.com/#/${path}`;
}

function pathOf(kind: string, name: string, part: string | undefined, id: string): string | null {
  if (kind === 'vps') return `dedicated/vps/${name}/dashboard`;
  if (kind === 'dedicatedServer') return `dedicated/server/${name}`;
  const inProject = kind === 'publicCloudProject' ? PROJECT_PATHS.get(part ?? '') : undefined;
  return inProject ? `public-cloud/pci/projects/${name}/${inProject(id)}` : null;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
