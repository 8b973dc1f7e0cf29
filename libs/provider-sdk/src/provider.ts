import type { DiscoveredResource, ProviderId, ResourceType } from '@skyledger/resource-model';
import type { z } from 'zod';
import type { ProviderOrganization } from './organization';
import type { HopName, ProviderFault } from './provider-error';
import type { RequestGate } from './request-gate';

/** Who reads the XML that a provider answers in: Skyledger's own reader, or the provider's SDK. */
export type XmlReader = 'streaming' | 'sdk';

/** What a provider's client needs besides credentials. */
export interface ConnectContext {
  gate: RequestGate;
  /** Base address to use instead of the provider's own: an emulator, a sovereign cloud. */
  endpoint?: string;
  /**
   * Roles of ours that are assumed first, and from which the account's own is: one for each part of
   * the provider's world that shares nothing with the others. None: the account trusts what this
   * process is.
   */
  discoveryRoles?: readonly string[];
  /** For providers that can do both; `streaming` when left out. */
  xmlReader?: XmlReader;
}

/** What the provider tells of the credentials themselves; `null` is not told. */
export interface CredentialFacts {
  /** When they were made, ISO 8601 in UTC. */
  issuedAt: string | null;
  /** When they end, ISO 8601 in UTC; also `null` when they never do. */
  expiresAt: string | null;
  /** What they may do beyond reading, in the provider's words; empty when that is nothing. */
  writePermissions: string[] | null;
}

/** Who the credentials belong to, and what they may not do. */
export interface Identity {
  /** The provider's id of the account, subscription or project; see `Provider.accountIdSource`. */
  nativeAccountId: string;
  /** The provider's name of it, where it tells one. */
  displayName: string | null;
  /** Declared permissions found missing; empty when all were granted or it cannot be told. */
  missingPermissions: string[];
  /** Left out where the provider tells nothing of them. */
  credentials?: CredentialFacts;
  /** The way into the account, first to last; left out where the provider tells none. */
  identityChain?: IdentityHop[];
}

/** Who we are at one step of the way into an account. */
export interface IdentityHop {
  hop: HopName;
  /** As the provider names it, for example an ARN. */
  identity: string;
}

/** What an account asks of whoever it lets in by trust alone. */
export interface TrustClaim {
  nativeAccountId: string;
  /** Says on whose behalf we come in; `null` when none is given. */
  externalId: string | null;
}

/** What a template that lets us in is made of. */
export interface TrustTemplateRequest {
  format: 'cloudformation' | 'terraform';
  externalId: string;
  /** Roles of ours of which the account may trust one; see `ConnectContext.discoveryRoles`. */
  discoveryRoles: readonly string[];
  /** The part of the provider's world that the account is in; the usual one when left out. */
  partition?: string;
}

/** How an account lets us in without a key: it trusts who we are. */
export interface AccountTrust<Credentials = unknown> {
  /** The field of the credentials that names the external id. People need not fill it in: we mint it. */
  readonly externalIdField: string;
  /** The parts of the provider's world that an account can be in, the usual one first. */
  readonly partitions: readonly string[];
  /** @returns `null` when the credentials bring keys of their own, which need no trust in us */
  claimOf(credentials: Credentials): TrustClaim | null;
  /** A template that makes, in the account, what lets us read and do nothing else. */
  template(request: TrustTemplateRequest): string;
}

/**
 * One thing that went wrong without ending the pass. It makes the pass incomplete, unless it cost
 * nothing but a detail.
 */
export interface PageWarning {
  code: string;
  message: string;
  /**
   * The listing is complete all the same: its resources only lack a detail that is read elsewhere, such
   * as a price. The pass stays complete, and retires what it did not see.
   */
  detailOnly?: true;
}

/** One page of a listing. */
export interface Page {
  resources: DiscoveredResource[];
  /** Where the listing goes on after this page; `null` when this was the last. */
  cursor: string | null;
  /** A page with warnings did not tell everything: its pass retires nothing. See `detailOnly`. */
  warnings?: PageWarning[];
}

/** What a pass is given to collect with. */
export interface CollectContext<Client> {
  client: Client;
  /** The region of a regional pass; of a global one, `global`. */
  region: string;
  /** Where an earlier attempt stopped; `null` at the start. */
  cursor: string | null;
  signal: AbortSignal;
  /**
   * Ids of the resources that the ledger holds of this pass in this region, and that it retires when
   * they are not listed. For listings that are led by an index which may be behind: what is known is
   * looked for wherever the index points. Left out where nothing is known.
   */
  known?(): Promise<readonly string[]>;
}

/** One listing of a provider: what it yields, where it runs, what it needs, and how it is read. */
export interface Pass<Client = unknown> {
  /** `<service>.<kind>`, unique in the provider, for example `ec2.instances`. */
  readonly id: string;
  /** Every resource type a page may hold. */
  readonly types: readonly ResourceType[];
  /** A regional pass runs once for each region, a global one once an account. */
  readonly scope: 'global' | 'regional';
  /** Permissions the requests need, in the provider's words. Generates policies and docs. */
  readonly permissions: readonly string[];
  /**
   * Whether the credentials that the client was made of open the listing at all. Left out where they
   * always do; for listings that need credentials of their own, which an account need not have.
   */
  isOpenTo?(client: Client): boolean;
  /** Yields every page from `cursor` on, in the order of the listing. */
  collect(context: CollectContext<Client>): AsyncIterable<Page>;
}

/** How many requests the provider lets one account make. */
export interface RateLimit {
  /** Sustained requests a second, the provider's documented figure. */
  perSecond: number;
  /** Requests that may be made at once after a pause. */
  burst: number;
}

/** A cloud: how to reach it, what to read, and how to understand its errors. */
export interface Provider<Credentials = unknown, Client = unknown> {
  readonly id: ProviderId;
  /** As people write it, for example `Hetzner Cloud`. */
  readonly name: string;
  /** Drives the wizard's form, validation and redaction; secret fields are made with `secret()`. */
  readonly credentials: z.ZodType<Credentials>;
  /**
   * How a person gets credentials that can read and do nothing else, one step each, in Markdown.
   * Shown by the wizard and in the generated docs.
   */
  readonly setUp: readonly string[];
  /**
   * Where `Identity.nativeAccountId` comes from. `provider`, which is meant when left out: the
   * provider tells the account, so credentials of another one are noticed. `credentials`: the
   * provider cannot tell which account they open, and the id is a fingerprint of the credentials
   * that changes when they are replaced.
   */
  readonly accountIdSource?: 'provider' | 'credentials';
  /** Left out where there is no such way in. */
  readonly trust?: AccountTrust<Credentials>;
  /** Left out where accounts are connected one by one. */
  readonly organization?: ProviderOrganization<unknown, Credentials, unknown>;
  readonly rateLimit: RateLimit;
  /** Limits of services that the provider counts on their own, by what stands before an operation's colon. */
  readonly serviceRateLimits?: Readonly<Record<string, RateLimit>>;
  readonly passes: readonly Pass<Client>[];
  /** Permissions that the provider never refuses, so that having them lets nothing be read. */
  readonly alwaysPermitted?: readonly string[];
  /** Names of payload fields, in any depth, that are secret and never stored. Case-insensitive. */
  readonly secretFields: readonly string[];
  connect(credentials: Credentials, context: ConnectContext): Promise<Client>;
  /** Releases what `connect` took. */
  disconnect(client: Client): Promise<void>;
  /** @throws ProviderError when the provider refuses the credentials */
  identify(client: Client): Promise<Identity>;
  /**
   * The regions regional passes run in: the selected ones, or every enabled one.
   * @throws ProviderError
   */
  regions(client: Client, selected: readonly string[] | null): Promise<string[]>;
  classifyError(error: unknown): ProviderFault;
  /** Address of the resource in the provider's own console, or `null` where there is none. */
  consoleLink(
    resource: Pick<DiscoveredResource, 'resourceId' | 'resourceType' | 'region'>,
  ): string | null;
}

/** Declares a provider. */
export function defineProvider<Credentials, Client>(
  provider: Provider<Credentials, Client>,
): Provider<Credentials, Client> {
  const ids = provider.passes.map((pass) => pass.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`${provider.id} declares the pass ${twice} twice`);
  return provider;
}

/** Declares a pass. */
export function definePass<Client>(pass: Pass<Client>): Pass<Client> {
  return pass;
}
