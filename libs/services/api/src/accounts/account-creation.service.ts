import { Inject, Injectable } from '@nestjs/common';
import { createAccount, ProblemError } from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { MessageBus } from '@skyledger/messaging';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';
import { VaultProvider } from '@skyledger/vault';
import type { Principal } from '../auth/principal';
import { fieldErrors } from '../errors/field-errors';
import { validationFailed } from '../errors/problems';
import { PROVIDER_LOADER, type ProviderLoader } from '../http/provider-loader';
import type { CreateAccountBody } from './account.schema';

/** Name of the secret in the vault's context; part of what the ciphertext is bound to. */
const CREDENTIALS_FIELD = 'credentials';

/** Takes credentials in plaintext for as long as it takes to seal them. */
@Injectable()
export class AccountCreationService {
  constructor(
    private readonly vault: VaultProvider,
    private readonly bus: MessageBus,
    @Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader,
  ) {}

  /**
   * @throws VaultKeyMissing
   * @throws ProblemError naming the field, or what the accounts service answered
   */
  async create(
    principal: Principal,
    body: CreateAccountBody,
  ): Promise<{ accountId: string; runId: string }> {
    const vault = this.vault.get();
    const provider = availableProvider(body.provider);
    const plaintext = await this.validCredentials(provider, body.credentials);
    const { tenantId } = principal;
    const accountId = uuidv7();
    const context = { tenantId, accountId, field: CREDENTIALS_FIELD };
    const sealed = vault.seal(JSON.stringify(plaintext), context);
    return this.bus.request(createAccount, {
      tenantId,
      accountId,
      actor: principal.name,
      name: body.name,
      provider,
      credentials: { keyId: sealed.keyId, ciphertext: sealed.ciphertext.toString('base64') },
      regions: body.regions,
      schedule: body.schedule,
      isDemo: false,
    });
  }

  /** The credentials as the provider's schema reads them, so that the same ones are sealed alike. */
  private async validCredentials(
    id: ProviderId,
    credentials: Record<string, unknown>,
  ): Promise<unknown> {
    const provider = await this.loadProvider(id);
    const result = provider.credentials.safeParse(credentials);
    if (result.success) return result.data;
    throw validationFailed(fieldErrors(result.error.issues, ['credentials']));
  }
}

function availableProvider(name: string): ProviderId {
  const provider = PROVIDERS_AVAILABLE.find((id) => id === name);
  if (provider !== undefined) return provider;
  throw new ProblemError({
    type: 'provider-not-available',
    title: 'The provider is not available',
    status: 422,
    errors: [{ field: 'provider', expected: `one of ${PROVIDERS_AVAILABLE.join(', ')}` }],
  });
}
