import { integerOf } from '@skyledger/provider-sdk';
import { datacenterListing, type IonosClient } from './client';
import { datacenterId, type Datacenter } from './datacenters';
import { elementOf } from './element';
import { listPages } from './list-pages';

export const LANS_A_PAGE = 200;

/** Which LANs a data center has, and which of them are connected to the Internet. */
export class Lans {
  constructor(
    private readonly datacenter: string,
    /** By the number of the LAN; `null` where it was not told. */
    private readonly connected: ReadonlyMap<number, boolean | null>,
  ) {}

  /** Whether a LAN is connected to the Internet; `null` for one that is not known. */
  isPublic(lan: unknown): boolean | null {
    const number = integerOf(lan);
    return number === null ? null : (this.connected.get(number) ?? null);
  }

  /** The native id of a LAN that is known. */
  idOf(lan: unknown): string | null {
    const number = integerOf(lan);
    return number !== null && this.connected.has(number)
      ? lanId(this.datacenter, String(number))
      : null;
  }
}

/** LANs are numbered in their data center only. */
export function lanId(datacenter: string, lan: string): string {
  return `${datacenterId(datacenter)}/lan/${lan}`;
}

/**
 * Reads the LANs of a data center, whose interfaces do not say what they are connected to.
 * @throws ProviderError
 */
export async function readLans(
  client: Pick<IonosClient, 'list'>,
  { id: datacenter }: Datacenter,
): Promise<Lans> {
  const connected = new Map<number, boolean | null>();
  const listing = datacenterListing(datacenter, 'lans', 1, LANS_A_PAGE);
  for await (const { items } of listPages(client, listing, null)) {
    for (const item of items) {
      const { id, properties } = elementOf(item);
      const { public: isPublic } = properties;
      if (id !== null) connected.set(Number(id), typeof isPublic === 'boolean' ? isPublic : null);
    }
  }
  return new Lans(datacenter, connected);
}
