import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { OvhClient } from './client';
import { isDenied, isGone } from './failures';
import { urnOf } from './native-id';

const PROJECT = '/cloud/project/{serviceName}';

/** The Public Cloud projects of the account, in order. */
export function projectsOf(client: OvhClient): Promise<readonly string[]> {
  return client.once('projects', '', () => client.names('/cloud/project'));
}

/** The regions that are switched on for a project, in order. */
export function regionsOfProject(
  client: OvhClient,
  serviceName: string,
): Promise<readonly string[]> {
  return client.once('regions', serviceName, () =>
    client.names(`${PROJECT}/region`, { serviceName }),
  );
}

/**
 * The projects that have one of the services in a region. Regions differ: some have nothing but object
 * storage, and asking one for what it does not offer is an error.
 */
export async function projectsWith(
  client: OvhClient,
  regionName: string,
  services: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const serviceName of await projectsOf(client)) {
    const offered = await servicesOf(client, serviceName, regionName);
    if (services.some((service) => offered.has(service))) found.push(serviceName);
  }
  return found;
}

/**
 * Every region of every project, in order. Keys that may not see projects see no regions, so that
 * whatever else they may see can be read; that projects are denied is told by the passes over them.
 * @throws ProviderError
 */
export async function allRegions(client: OvhClient): Promise<string[]> {
  const regions = new Set<string>();
  try {
    for (const project of await projectsOf(client)) {
      for (const region of await regionsUnlessRefused(client, project)) regions.add(region);
    }
  } catch (error) {
    if (!isDenied(error)) throw error;
  }
  return [...regions].sort();
}

async function regionsUnlessRefused(
  client: OvhClient,
  project: string,
): Promise<readonly string[]> {
  try {
    return await regionsOfProject(client, project);
  } catch (error) {
    if (isDenied(error) || (await isProjectGone(client, project, error))) return [];
    throw error;
  }
}

/** Whether an error came of a project that was deleted since the projects were listed. */
export async function isProjectGone(
  client: OvhClient,
  serviceName: string,
  error: unknown,
): Promise<boolean> {
  if (!isGone(error)) return false;
  try {
    const { status } = await client.item(PROJECT, { serviceName });
    return status === 'deleted';
  } catch (again) {
    if (isGone(again)) return true;
    throw again;
  }
}

/** The URN of a project. */
export function urnOfProject(client: OvhClient, project: string): string {
  return urnOf(client.site, 'publicCloudProject', project);
}

/** Names of the services of a region, whether they are up or down; none where it is not switched on. */
async function servicesOf(
  client: OvhClient,
  serviceName: string,
  regionName: string,
): Promise<ReadonlySet<string>> {
  try {
    const regions = await regionsOfProject(client, serviceName);
    if (!regions.includes(regionName)) return new Set();
    return await client.once('region', `${serviceName} ${regionName}`, async () => {
      const region = await client.item(`${PROJECT}/region/{regionName}`, {
        serviceName,
        regionName,
      });
      const { services } = region;
      // A region that does not tell its services is asked for all of them.
      if (!Array.isArray(services)) return new Set(KNOWN_SERVICES);
      return new Set(services.map((each) => textOf(recordOf(each)['name']) ?? ''));
    });
  } catch (error) {
    if (await isProjectGone(client, serviceName, error)) return new Set();
    // Its lists will be refused as well, each in its own pass.
    if (isDenied(error)) return new Set(KNOWN_SERVICES);
    throw error;
  }
}

/** The names by which regions list what is read here. */
export const REGION_SERVICES = {
  network: ['network'],
  loadBalancer: ['octavialoadbalancer'],
  s3: ['storage-s3-standard', 'storage-s3-high-perf'],
} as const;

const KNOWN_SERVICES: readonly string[] = Object.values(REGION_SERVICES).flat();
