import { Injectable } from '@nestjs/common';
import { CREDENTIALS_FIELD } from '@skyledger/contracts';
import type {
  OrganizationIdentity,
  OrganizationMember,
  Provider,
  ProviderOrganization,
  TrustClaim,
} from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';
import { credentialTypeOf, isKeyless } from '../credential-type';
import { CredentialsRefused } from '../credentials-refused.error';
import type { CredentialDescription } from '../credentials.repository';
import { ProviderAccess } from '../provider-access.service';
import { noOrganizations } from './organization-problems';

/** Whose connection, sealed for whom. */
export interface SealedConnection {
  tenantId: string;
  organizationId: string;
  provider: ProviderId;
  credentials: SealedSecret;
}

/** A connection on its way to the provider. Holds plaintext: never log or keep it. */
export interface OpenedConnection {
  tenantId: string;
  provider: Provider;
  organization: ProviderOrganization<unknown, unknown, unknown>;
  connection: unknown;
  /** What it claims of who lets it in by trust; null when it brings keys. */
  claim: TrustClaim | null;
  /** As it is to be stored. */
  described: Pick<CredentialDescription, 'sealed' | 'fingerprint'>;
}

/** Leaves the caller's deadline of a minute enough time to store the organisation. */
const IDENTIFY_MS = 40_000;
/** Ten thousand accounts are some hundreds of pages. */
const LISTING_MS = 600_000;

/** Asks providers for organisations and their members. Stores nothing. */
@Injectable()
export class OrganizationConnectionService {
  constructor(private readonly access: ProviderAccess) {}

  /**
   * @throws ProblemError `encryption-key-missing` 503, `validation-failed` 422 when it is not what the
   *   provider takes, or the provider has no organisations
   */
  async open(sealed: SealedConnection): Promise<OpenedConnection> {
    const { tenantId, organizationId, credentials } = sealed;
    const provider = await this.access.provider(sealed.provider);
    const { organization } = provider;
    if (organization === undefined) throw noOrganizations(provider.name);
    const context = { tenantId, accountId: organizationId, field: CREDENTIALS_FIELD };
    const text = this.access.unseal(credentials, context);
    const connection = this.access.parse(provider, organization.credentials, text);
    return {
      tenantId,
      provider,
      organization,
      connection,
      claim: organization.claimOf?.(connection) ?? null,
      described: this.access.describe(credentials, context, text),
    };
  }

  /**
   * Which organisation it leads to, and that its members may be listed.
   * @throws CredentialsRefused
   */
  async identify(opened: OpenedConnection): Promise<OrganizationIdentity> {
    return this.ask(opened, IDENTIFY_MS, async (client) => {
      const { organization, connection } = opened;
      const identity = await organization.identify(client, connection);
      for await (const page of organization.members(client, connection)) {
        if (page.length > 0) break;
      }
      return identity;
    });
  }

  /**
   * Every member.
   * @throws CredentialsRefused when the listing did not come to its end
   */
  async members(opened: OpenedConnection): Promise<OrganizationMember[]> {
    return this.ask(opened, LISTING_MS, async (client) => {
      const { organization, connection } = opened;
      const members = new Map<string, OrganizationMember>();
      for await (const page of organization.members(client, connection)) {
        for (const member of page) members.set(member.nativeAccountId, member);
      }
      return [...members.values()];
    });
  }

  /** What the credentials of a member are known by, which tells whether they have changed. */
  memberFingerprints(
    opened: OpenedConnection,
    member: Pick<OrganizationMember, 'nativeAccountId'>,
  ): string[] {
    return this.access.fingerprints(this.memberText(opened, member));
  }

  /** The credentials of a member as they are to be stored. */
  memberCredentials(
    opened: OpenedConnection,
    member: Pick<OrganizationMember, 'nativeAccountId'>,
    accountId: string,
  ): CredentialDescription {
    const { tenantId, provider } = opened;
    const text = this.memberText(opened, member);
    const context = { tenantId, accountId, field: CREDENTIALS_FIELD };
    const plaintext: unknown = JSON.parse(text);
    return {
      ...this.access.describe(this.access.seal(text, context), context, text),
      type: credentialTypeOf(provider, plaintext),
      keyless: isKeyless(provider, plaintext),
    };
  }

  private memberText(
    { provider, organization, connection }: OpenedConnection,
    member: Pick<OrganizationMember, 'nativeAccountId'>,
  ): string {
    const credentials = organization.memberCredentials(connection, member);
    return JSON.stringify(provider.credentials.parse(credentials));
  }

  private async ask<Result>(
    { tenantId, provider, organization, connection }: OpenedConnection,
    deadlineMs: number,
    work: (client: unknown) => Promise<Result>,
  ): Promise<Result> {
    const visit = {
      tenantId,
      provider,
      entrance: organization,
      credentials: connection,
      isDemo: false,
      deadlineMs,
    };
    try {
      return await this.access.withClient(visit, work);
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      const { name } = provider;
      const { setUp } = organization;
      throw new CredentialsRefused({ name, setUp }, error.fault, error.missingPermissions);
    }
  }
}
