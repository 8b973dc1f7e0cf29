import { CLOUDS } from '../clouds';
import type { EmulatedCloud, OpenCloud } from '../cloud/cloud';
import { awsAccountEstate } from '../aws/aws-account-estate';
import type { AwsAccountEstate } from '../aws/aws-account-estate';
import { hetznerProjectEstate } from '../hetzner/hetzner-project-estate';
import type { HetznerProjectEstate } from '../hetzner/hetzner-project-estate';
import type { Collection, EmulatedItem } from './collection';
import type { EmulatedKind, EstateSpec } from './estate-spec';

export type EmulatedProvider =
  'aws' | 'azure' | 'gcp' | 'hetzner' | 'proxmox' | 'digitalocean' | 'scaleway' | 'ovh' | 'ionos';

/** A row that a complete discovery leaves for an item. */
export interface LedgerRow {
  /** The provider's full id: an ARN, an ARM id, `server/42`. */
  readonly resourceId: string;
  readonly resourceType: string;
  readonly name: string | null;
}

/** One kind of one account in one region; the unit that mutations and enumerations work on. */
export interface Shelf {
  readonly provider: EmulatedProvider;
  /** What the spec names the account: an AWS account id, a Hetzner project name, ... */
  readonly account: string;
  readonly kind: EmulatedKind;
  /** Null for kinds that are listed for the whole account at once. */
  readonly region: string | null;
  readonly items: Collection<EmulatedItem>;
  /** Whether the kind is always there: mutations change it, and neither remove nor add. */
  readonly isFixed?: boolean;
  /** What the ledger must hold for an item of `items`; none for one that no longer exists. */
  ledgerRows(item: EmulatedItem): readonly LedgerRow[];
}

export interface ShelfFilter {
  readonly account?: string;
  readonly kind?: EmulatedKind;
  readonly region?: string;
}

/** The emulated world: accounts and what is in them at this moment. */
export class Estate {
  readonly aws: ReadonlyMap<string, AwsAccountEstate>;
  /** By bearer token. */
  readonly hetzner: ReadonlyMap<string, HetznerProjectEstate>;
  /** Every other provider's part. */
  readonly clouds: ReadonlyMap<EmulatedCloud, OpenCloud>;

  constructor(readonly spec: EstateSpec) {
    let firstPublicAddress = 0;
    const aws = new Map<string, AwsAccountEstate>();
    for (const account of spec.aws) {
      if (aws.has(account.accountId)) throw new Error(`account ${account.accountId} is twice`);
      const built = awsAccountEstate(spec.seed, account, firstPublicAddress);
      firstPublicAddress = built.nextPublicAddress;
      aws.set(account.accountId, built);
    }
    const hetzner = new Map<string, HetznerProjectEstate>();
    let firstId = 50_000_000;
    for (const project of spec.hetzner) {
      if (hetzner.has(project.token)) throw new Error('two projects have the same token');
      const built = hetznerProjectEstate(spec.seed, project, firstId);
      firstId = built.nextId;
      hetzner.set(project.token, built);
    }
    this.aws = aws;
    this.hetzner = hetzner;
    this.clouds = new Map(CLOUDS.map((cloud) => [cloud, cloud.open(spec)]));
  }

  *shelves(filter: ShelfFilter = {}): Generator<Shelf> {
    const parts = [this.aws, this.hetzner, this.clouds].flatMap((part) => [...part.values()]);
    for (const part of parts) {
      for (const shelf of part.shelves) {
        if (filter.account !== undefined && filter.account !== shelf.account) continue;
        if (filter.kind !== undefined && filter.kind !== shelf.kind) continue;
        if (filter.region !== undefined && filter.region !== shelf.region) continue;
        yield shelf;
      }
    }
  }

  /**
   * The plain generated item behind an id or ARN, as it is now, or null. It has every fact the
   * renderers use (rules of a group, token mode of an instance, ...).
   */
  describe(account: string, kind: EmulatedKind, id: string): EmulatedItem | null {
    for (const shelf of this.shelves({ account, kind })) {
      const item = shelf.items.find(id);
      if (item) return item;
    }
    return null;
  }
}
