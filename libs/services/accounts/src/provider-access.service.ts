import { Inject, Injectable } from '@nestjs/common';
import {
  discoveryRolesOf,
  endpointOf,
  SKYLEDGER_CONFIG,
  type SkyledgerConfig,
} from '@skyledger/config';
import { ProblemError } from '@skyledger/contracts';
import { Limits } from '@skyledger/limits';
import {
  createRequestGate,
  type Provider,
  ProviderError,
  type ProviderFault,
  type RequestGate,
} from '@skyledger/provider-sdk';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';
import {
  type SealedSecret,
  type SecretContext,
  UnknownKey,
  VaultKeyMissing,
  VaultProvider,
} from '@skyledger/vault';
import type { z } from 'zod';
import { encryptionKeyMissing, providerUnavailable } from './account-problems';
import { CredentialsRefused } from './credentials-refused.error';
import type { CredentialDescription } from './credentials.repository';
import { withoutSecrets } from './without-secrets';

/** Injection token of the function that loads a provider. */
export const PROVIDER_LOADER = Symbol('PROVIDER_LOADER');
export type ProviderLoader = (id: ProviderId) => Promise<Provider>;

/** Who is asked, with what. Holds plaintext: never log or keep it. */
export interface Visit {
  tenantId: string;
  provider: Provider;
  /** Who connects; the provider itself when left out. */
  entrance?: Pick<Provider, 'connect' | 'disconnect'>;
  /** As the schema of who connects reads them. */
  credentials: unknown;
  isDemo: boolean;
  /** After so long nothing more is asked. */
  deadlineMs: number;
}

const REQUEST_TIMEOUT_MS = 10_000;
const MAX_ATTEMPTS = 3;
const RETRY_DELAY_MS = 250;
const MAX_WAIT_MS = 5_000;

/** Opens sealed secrets, and asks providers with them outside of runs. */
@Injectable()
export class ProviderAccess {
  constructor(
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
    @Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader,
    private readonly vault: VaultProvider,
    private readonly limits: Limits,
  ) {}

  /** @throws ProblemError when the provider is not available here */
  async provider(id: ProviderId): Promise<Provider> {
    const available: readonly string[] = PROVIDERS_AVAILABLE;
    if (!available.includes(id)) throw providerUnavailable(available);
    return this.loadProvider(id);
  }

  /** @throws VaultKeyMissing */
  seal(text: string, context: SecretContext): SealedSecret {
    return this.vault.get().seal(text, context);
  }

  /** @throws ProblemError `encryption-key-missing` 503 */
  unseal(secret: SealedSecret, context: SecretContext): string {
    try {
      return this.vault.get().openText(secret, context);
    } catch (error) {
      if (!(error instanceof VaultKeyMissing || error instanceof UnknownKey)) throw error;
      throw encryptionKeyMissing(error.message);
    }
  }

  /** The secret under the current key, and by what it is known. */
  describe(
    secret: SealedSecret,
    context: SecretContext,
    text: string,
  ): Pick<CredentialDescription, 'sealed' | 'fingerprint' | 'knownFingerprints'> {
    const vault = this.vault.get();
    return {
      sealed: vault.reseal(secret, context),
      fingerprint: vault.fingerprint(text),
      knownFingerprints: vault.fingerprints(text),
    };
  }

  /** By what a text is known that may be stored already. */
  fingerprints(text: string): string[] {
    return this.vault.get().fingerprints(text);
  }

  /** @throws ProblemError `validation-failed` 422 that names the fields */
  parse<Read>({ name }: Pick<Provider, 'name'>, schema: z.ZodType<Read>, text: string): Read {
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new ProblemError({
      type: 'validation-failed',
      title: `These are no credentials of ${name}`,
      status: 422,
      errors: parsed.error.issues.map((issue) => ({
        field: ['credentials', ...issue.path].join('.'),
        expected: issue.message,
      })),
    });
  }

  /**
   * Does something with a client that is connected.
   * @throws CredentialsRefused when the provider did not accept the credentials or could not be asked
   * @throws ProblemError as `work` does
   */
  async withClient<Result>(
    visit: Visit,
    work: (client: unknown) => Promise<Result>,
  ): Promise<Result> {
    const deadline = AbortSignal.timeout(visit.deadlineMs);
    try {
      return await this.connected(visit, deadline, work);
    } catch (error) {
      if (error instanceof ProblemError || error instanceof CredentialsRefused) throw error;
      throw refusal(visit, error, deadline);
    }
  }

  private async connected<Result>(
    { tenantId, provider, entrance = provider, credentials, isDemo }: Visit,
    deadline: AbortSignal,
    work: (client: unknown) => Promise<Result>,
  ): Promise<Result> {
    const endpoint = endpointOf(this.config, provider.id, isDemo);
    const client = await entrance.connect(credentials, {
      gate: this.gate(tenantId, provider, deadline),
      ...(endpoint === undefined ? {} : { endpoint }),
      discoveryRoles: discoveryRolesOf(this.config, provider.id, isDemo),
    });
    try {
      return await work(client);
    } finally {
      await entrance.disconnect(client);
    }
  }

  private gate(tenantId: string, provider: Provider, signal: AbortSignal): RequestGate {
    // By tenant, not account: the accounts of refused credentials never come to be.
    const key = `validation:${provider.id}:${tenantId}`;
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
}

/** The original error is left behind: an SDK's error may carry the request, and so the secret. */
function refusal(
  { provider, credentials }: Visit,
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
    { ...fault, message: withoutSecrets(fault.message, credentials) },
    denied ? [error.operation] : [],
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
