import { integerOf, numberOf, ProviderError, recordOf } from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';

const OPERATION = 'GET /instance/v1/products/servers';
const PER_PAGE = 100;
/** Far more than there are types; ends the reading of a catalogue that never ends. */
const MOST_PAGES = 20;

/** What the catalogue of a zone tells of a commercial type. */
export interface ServerType {
  cpuCount: number | null;
  memoryMib: number | null;
  price: Price | null;
}

export type ServerTypes = ReadonlyMap<string, ServerType>;

/**
 * Reads the catalogue of a zone: an object by name, in pages, the last of which is empty. Where the
 * API refuses, what was read so far: sizes and prices are not worth losing the servers for.
 */
export async function readServerTypes(
  get: (operation: string, path: string) => Promise<unknown>,
  zone: string,
): Promise<ServerTypes> {
  const types = new Map<string, ServerType>();
  try {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const path = `/instance/v1/zones/${zone}/products/servers?per_page=${PER_PAGE}&page=${page}`;
      const products = Object.entries(recordOf(recordOf(await get(OPERATION, path))['servers']));
      const fresh = products.filter(([name]) => !types.has(name));
      if (fresh.length === 0) break;
      for (const [name, product] of fresh) types.set(name, toServerType(product));
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
  return types;
}

/** Pure; whatever cannot be read is `null`. */
export function toServerType(raw: unknown): ServerType {
  const product = recordOf(raw);
  const ram = numberOf(product['ram']);
  return {
    cpuCount: integerOf(product['ncpus']),
    memoryMib: ram === null ? null : integerOf(Math.round(ram / 1024 ** 2)),
    price: priceOf(product['hourly_price']),
  };
}

/** In euros, without taxes; small numbers would otherwise be written with an exponent. */
function priceOf(raw: unknown): Price | null {
  const hourly = numberOf(raw);
  if (hourly === null || hourly < 0 || hourly > 1_000_000) return null;
  const text = String(hourly);
  return {
    hourly: /^\d+(\.\d+)?$/.test(text) ? text : hourly.toFixed(12),
    currency: 'EUR',
    source: 'scaleway:products/servers',
  };
}
