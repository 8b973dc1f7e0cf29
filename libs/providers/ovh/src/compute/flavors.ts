import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';

/** What an instance's list does not tell of its size, and of what it is sold as. */
export interface Flavor {
  readonly name: string | null;
  readonly vcpus: number | null;
  /** In MB, which OpenStack counts in powers of two. */
  readonly ram: number | null;
  readonly osType: string | null;
  /** Codes of what instances of it are sold as, `null` for what there is none. */
  readonly plans: { readonly hourly: string | null; readonly license: string | null };
}

/** By the flavor's id, which differs from region to region. */
export type Flavors = ReadonlyMap<string, Flavor>;

/**
 * The flavors of all regions of a project, asked for once a connection.
 * @throws ProviderError
 */
export function flavorsOf(client: OvhClient, serviceName: string): Promise<Flavors> {
  return client.once('flavors', serviceName, async () => {
    const flavors = await client.list('/cloud/project/{serviceName}/flavor', { serviceName });
    return readFlavors(flavors);
  });
}

export function readFlavors(raw: readonly unknown[]): Flavors {
  const flavors = new Map<string, Flavor>();
  for (const item of raw) {
    const { id, name, vcpus, ram, osType, planCodes } = recordOf(item);
    if (typeof id !== 'string') continue;
    const { hourly, license } = recordOf(planCodes);
    flavors.set(id, {
      name: textOf(name),
      vcpus: integerOf(vcpus),
      ram: integerOf(ram),
      osType: textOf(osType),
      plans: { hourly: textOf(hourly), license: textOf(license) },
    });
  }
  return flavors;
}
