import { Inject, Injectable } from '@nestjs/common';
import { endpointOf, SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import { CREDENTIALS_FIELD, ProblemError } from '@skyledger/contracts';
import { Limits } from '@skyledger/limits';
import {
  createRequestGate,
  type Identity,
  type Provider,
  ProviderError,
  type ProviderFault,
  type RequestGate,
} from '@skyledger/provider-sdk';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';
import { type SealedSecret, UnknownKey, VaultKeyMissing, VaultProvider } from '@skyledger/vault';
import {
  encryptionKeyMissing,
  providerUnavailable,
  regionsRefused,
  selectionRefused,
} from './account-problems';
import { credentialTypeOf } from './credential-type';
import { CredentialsRefused } from './credentials-refused.error';
import { withoutSecrets } from './without-secrets';

/** Injection token of the function that loads a provider. */
export const PROVIDER_LOADER = Symbol('PROVIDER_LOADER');
export type ProviderLoader = (id: ProviderId) => Promise<Provider>;

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

/** Opened credentials, on their way to the provider. Holds plaintext: never log or keep it. */
interface OpenedCredentials {
  provider: Provider;
  plaintext: unknown;
}

/** Leaves the caller's deadline of a minute enough time to store the account. */
const DEADLINE_MS = 40_000;
const REQUEST_TIMEOUT_MS = 10_000;
const MAX_ATTEMPTS = 3;
const RETRY_DELAY_MS = 250;
const MAX_WAIT_MS = 5_000;

/** Asks a provider who the credentials belong to and what they may do. Stores nothing. */
@Injectable()
export class AccountValidationService {
  constructor(
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
    @Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader,
    private readonly vault: VaultProvider,
    private readonly limits: Limits,
  ) {}

  /**
   * What tells these credentials apart from others, without telling what they are.
   * @throws ProblemError `encryption-key-missing` 503, or when they are not what the provider takes
   */
  async describe(account: CredentialsToValidate): Promise<{ fingerprint: string; type: string }> {
    const { provider, plaintext } = await this.open(account);
    return {
      fingerprint: this.vault.get().fingerprint(this.unseal(account)),
      type: credentialTypeOf(provider, plaintext),
    };
  }

  /** @throws ProblemError when the provider is not available here */
  async provider(id: ProviderId): Promise<Provider> {
    const available: readonly string[] = PROVIDERS_AVAILABLE;
    if (!available.includes(id)) throw providerUnavailable(available);
    return this.loadProvider(id);
  }

  /**
   * @throws CredentialsRefused when the provider did not accept them or could not be asked
   * @throws ProblemError when the provider is not available here, or the credentials or regions
   *   are not what it takes
   */
  async validate(account: CredentialsToValidate): Promise<Identity> {
    const opened = await this.open(account);
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    try {
      return await this.ask(account, opened, deadline);
    } catch (error) {
      if (error instanceof ProblemError || error instanceof CredentialsRefused) throw error;
      throw this.refusal(opened, error, deadline);
    }
  }

  private async ask(
    account: CredentialsToValidate,
    { provider, plaintext }: OpenedCredentials,
    deadline: AbortSignal,
  ): Promise<Identity> {
    const endpoint = endpointOf(this.config, account.provider, account.isDemo);
    const client = await provider.connect(plaintext, {
      gate: this.gate(account, provider, deadline),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    try {
      const identity = await provider.identify(client);
      refuseIfNothingMayBeRead(provider, identity);
      await this.checkRegions(provider, client, account.regions);
      return identity;
    } finally {
      await provider.disconnect(client);
    }
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
    const parsed = provider.credentials.safeParse(parseJson(this.unseal(account)));
    if (parsed.success) return { provider, plaintext: parsed.data };
    throw new ProblemError({
      type: 'validation-failed',
      title: `These are no credentials of ${provider.name}`,
      status: 422,
      errors: parsed.error.issues.map((issue) => ({
        field: ['credentials', ...issue.path].join('.'),
        expected: issue.message,
      })),
    });
  }

  private unseal({ tenantId, accountId, credentials }: CredentialsToValidate): string {
    try {
      const context = { tenantId, accountId, field: CREDENTIALS_FIELD };
      return this.vault.get().openText(credentials, context);
    } catch (error) {
      if (!(error instanceof VaultKeyMissing || error instanceof UnknownKey)) throw error;
      throw encryptionKeyMissing(error.message);
    }
  }

  private gate(
    account: CredentialsToValidate,
    provider: Provider,
    signal: AbortSignal,
  ): RequestGate {
    // By tenant, not account: the accounts of refused credentials never come to be.
    const key = `validation:${provider.id}:${account.tenantId}`;
    const limiter = this.limits.limiter(key, provider.rateLimit);
    return createRequestGate({
      limitOf: () => limiter,
      classify: (error) => provider.classifyError(error),
      signal,
      timeoutMs: REQUEST_TIMEOUT_MS,
      maxAttempts: MAX_ATTEMPTS,
      baseDelayMs: RETRY_DELAY_MS,
      maxWaitMs: MAX_WAIT_MS,
    });
  }

  /** The original error is left behind: an SDK's error may carry the request, and so the secret. */
  private refusal(
    { provider, plaintext }: OpenedCredentials,
    error: unknown,
    deadline: AbortSignal,
  ): CredentialsRefused {
    const fault: ProviderFault = deadline.aborted
      ? { kind: 'unavailable', code: 'Timeout', message: `${provider.name} did not answer in time` }
      : error instanceof ProviderError
        ? error.fault
        : provider.classifyError(error);
    const denied = fault.kind === 'denied' && error instanceof ProviderError;
    return new CredentialsRefused(
      provider,
      { ...fault, message: withoutSecrets(fault.message, plaintext) },
      denied ? [error.operation] : [],
    );
  }
}

/** Runs of an account with some permissions missing say so; without any there is nothing to run. */
function refuseIfNothingMayBeRead(provider: Provider, { missingPermissions }: Identity): void {
  const readable = provider.passes.some(
    (pass) => !pass.permissions.some((name) => missingPermissions.includes(name)),
  );
  if (readable) return;
  const message = 'The credentials are known but may read nothing';
  throw new CredentialsRefused(
    provider,
    { kind: 'denied', code: 'NothingPermitted', message },
    missingPermissions,
  );
}

/** The parser's own error would quote the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
