import type { EmulatedKind } from './estate-spec';
import type { EmulatedProvider, Estate, LedgerRow } from './estate';

/** One line of what a complete discovery of an account must end up with. */
export interface ExpectedResource {
  readonly provider: EmulatedProvider;
  readonly account: string;
  readonly kind: EmulatedKind;
  /** Region, location or network zone; null for a Hetzner firewall. */
  readonly region: string | null;
  /** Short id: `i-...`, `sg-...`, a database or bucket name, a Hetzner number. */
  readonly id: string;
  /** Null at Hetzner. */
  readonly arn: string | null;
  readonly name: string;
  /** State of an instance; a collector may rightly leave `terminated` ones out. */
  readonly state: string | null;
  /** What the ledger must hold for it. */
  readonly rows: readonly LedgerRow[];
}

/**
 * Everything that is in an account now, after all mutations. It walks the estate itself and not
 * the rendered answers, so that it can be compared with what a client read.
 */
export function* expectedResources(estate: Estate, account: string): Generator<ExpectedResource> {
  for (const shelf of estate.shelves({ account })) {
    for (const item of shelf.items.all()) {
      yield {
        provider: shelf.provider,
        account,
        kind: shelf.kind,
        region: item.region,
        id: item.id,
        arn: item.arn ?? null,
        name: item.name,
        rows: shelf.ledgerRows(item),
        state: 'state' in item && typeof item.state === 'string' ? item.state : null,
      };
    }
  }
}
