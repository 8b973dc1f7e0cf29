import { Inject, Injectable } from '@nestjs/common';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import { CREDENTIALS_FIELD } from '@skyledger/contracts';
import {
  type Identity,
  type Provider,
  ProviderError,
  type TrustClaim,
} from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret, SecretContext } from '@skyledger/vault';
import { regionsRefused, selectionRefused } from './account-problems';
import { credentialTypeOf, isKeyless } from './credential-type';
import { credentialWarnings } from './credential-warnings';
import { CredentialsRefused } from './credentials-refused.error';
import type { CredentialDescription } from './credentials.repository';
import { ProviderAccess } from './provider-access.service';

/** Whose credentials, sealed for whom, to be tried on which regions. */
export interface CredentialsToValidate {
  tenantId: string;
  accountId: string;
  provider: ProviderId;
  credentials: SealedSecret;
  /** Selected regions; null means every enabled one. */
  regions: readonly string[] | null;
  isDemo: boolean;
}

/** Credentials as they are to be stored, and what they claim of an account that trusts us. */
export interface DescribedCredentials extends CredentialDescription {
  /** Null when they bring keys of their own. */
  claim: TrustClaim | null;
}

/** Opened credentials, on their way to the provider. Holds plaintext: never log or keep it. */
interface OpenedCredentials {
  provider: Provider;
  /** As they were sealed. */
  text: string;
  plaintext: unknown;
}

/** Leaves the caller's deadline of a minute enough time to store the account. */
const DEADLINE_MS = 40_000;

/** Asks a provider who the credentials belong to and what they may do. Stores nothing. */
@Injectable()
export class AccountValidationService {
  constructor(
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
    private readonly access: ProviderAccess,
  ) {}

  /**
   * The credentials as they are to be stored, under the current key whichever sealed the message, and
   * what tells them apart from others without telling what they are.
   * @throws ProblemError `encryption-key-missing` 503, or when they are not what the provider takes
   */
  async describe(account: CredentialsToValidate): Promise<DescribedCredentials> {
    const { provider, text, plaintext } = await this.open(account);
    return {
      ...this.access.describe(account.credentials, contextOf(account), text),
      type: credentialTypeOf(provider, plaintext),
      keyless: isKeyless(provider, plaintext),
      claim: provider.trust?.claimOf(plaintext) ?? null,
    };
  }

  /** @throws ProblemError when the provider is not available here */
  async provider(id: ProviderId): Promise<Provider> {
    return this.access.provider(id);
  }

  /**
   * @throws CredentialsRefused when the provider did not accept them or could not be asked
   * @throws ProblemError when the provider is not available here, or the credentials or regions
   *   are not what it takes
   */
  async validate(account: CredentialsToValidate): Promise<Identity> {
    const { provider, plaintext: credentials } = await this.open(account);
    const { tenantId, isDemo } = account;
    const visit = { tenantId, isDemo, provider, credentials, deadlineMs: DEADLINE_MS };
    return this.access.withClient(visit, async (client) => {
      const identity = await provider.identify(client);
      refuseIfNothingMayBeRead(provider, identity);
      await this.checkRegions(provider, client, account.regions);
      return identity;
    });
  }

  /** What a person should know of credentials that the provider accepted. */
  warningsOf({ credentials }: Identity): string[] {
    return credentialWarnings(credentials, this.config.credentialExpiryWarningDays, Date.now());
  }

  private async checkRegions(
    provider: Provider,
    client: unknown,
    selected: readonly string[] | null,
  ): Promise<void> {
    try {
      const regions = await provider.regions(client, selected);
      const unknown = selected?.filter((region) => !regions.includes(region)) ?? [];
      if (unknown.length > 0) throw selectionRefused('regions', unknown, regions);
    } catch (error) {
      const disabled = error instanceof ProviderError && error.fault.kind === 'disabled';
      throw disabled && selected !== null ? regionsRefused(error.fault) : error;
    }
  }

  private async open(account: CredentialsToValidate): Promise<OpenedCredentials> {
    const provider = await this.provider(account.provider);
    const text = this.access.unseal(account.credentials, contextOf(account));
    return { provider, text, plaintext: this.access.parse(provider, provider.credentials, text) };
  }
}

function contextOf({ tenantId, accountId }: CredentialsToValidate): SecretContext {
  return { tenantId, accountId, field: CREDENTIALS_FIELD };
}

/** Runs of an account with some permissions missing say so; without any there is nothing to run. */
function refuseIfNothingMayBeRead(provider: Provider, { missingPermissions }: Identity): void {
  const { alwaysPermitted = [] } = provider;
  const readable = provider.passes.some(
    ({ permissions }) =>
      permissions.some((name) => !alwaysPermitted.includes(name)) &&
      !permissions.some((name) => missingPermissions.includes(name)),
  );
  if (readable) return;
  const message = 'The credentials are known but may read nothing';
  throw new CredentialsRefused(
    provider,
    { kind: 'denied', code: 'NothingPermitted', message },
    missingPermissions,
  );
}
