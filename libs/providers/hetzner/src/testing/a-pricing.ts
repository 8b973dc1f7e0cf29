import type { Pricing } from '../pricing';

/** Prices in euros, none of them told unless stated. */
export function aPricing(changes: Partial<Pricing> = {}): Pricing {
  return {
    currency: 'EUR',
    volumeGbMonth: null,
    imageGbMonth: null,
    primaryIpHourly: new Map(),
    floatingIpMonth: new Map(),
    ...changes,
  };
}
