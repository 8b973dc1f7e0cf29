import type { z } from 'zod';
import type { ConnectContext, TrustClaim } from './provider';

/** One of the parts of an organisation that a member is in: a unit, a management group, a folder. */
export interface OrganizationPart {
  id: string;
  /** `null` where the provider does not tell it. */
  name: string | null;
}

/** An account, subscription or project of an organisation, as the provider lists it. */
export interface OrganizationMember {
  /** The same as `Identity.nativeAccountId` of the account that it is. */
  nativeAccountId: string;
  /** The provider's name of it; empty where it has none. */
  name: string;
  /** `closed` is whatever cannot be read: suspended, being deleted, not yet open. */
  state: 'active' | 'closed';
  /** What it is in, outermost first. */
  path: readonly OrganizationPart[];
}

/** What a connection leads to. */
export interface OrganizationIdentity {
  /** The provider's id of the organisation, or of the part of it that is connected. */
  nativeId: string;
  displayName: string | null;
}

/**
 * How one connection leads to many accounts. `Connection` is what a person gives for it, most often the
 * credentials of an ordinary account with something else in place of the account. `Client` is asked for
 * the members, and may be another one than that of an account.
 */
export interface ProviderOrganization<Connection, Credentials, Client> {
  /** Drives validation and redaction, as `Provider.credentials` does. */
  readonly credentials: z.ZodType<Connection>;
  /** How a person makes such a connection, one step each, in Markdown. */
  readonly setUp: readonly string[];
  /** What the listing needs, in the provider's words; members need what passes declare. */
  readonly permissions: readonly string[];
  /** What it claims of who lets it in by trust alone; left out where there is no such way in. */
  claimOf?(connection: Connection): TrustClaim | null;
  connect(connection: Connection, context: ConnectContext): Promise<Client>;
  /** Releases what `connect` took. */
  disconnect(client: Client): Promise<void>;
  /** @throws ProviderError when the connection does not lead to an organisation */
  identify(client: Client, connection: Connection): Promise<OrganizationIdentity>;
  /**
   * Yields every member once, in pages. That it ends without an error means that the provider has
   * told all of them.
   * @throws ProviderError
   */
  members(client: Client, connection: Connection): AsyncIterable<readonly OrganizationMember[]>;
  /** The credentials of an ordinary account that the member is. */
  memberCredentials(
    connection: Connection,
    member: Pick<OrganizationMember, 'nativeAccountId'>,
  ): Credentials;
}
