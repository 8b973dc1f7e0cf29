import { Inject, Injectable } from '@nestjs/common';
import {
  createAccount,
  CREDENTIALS_FIELD,
  ProblemError,
  replaceCredentials,
  type SealedSecretDto,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { MessageBus } from '@skyledger/messaging';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import type { Principal } from '../auth/principal';
import { fieldErrors } from '../errors/field-errors';
import { validationFailed } from '../errors/problems';
import { PROVIDER_LOADER, type ProviderLoader } from '../http/provider-loader';
import { type CreateAccountBody, DEFAULT_SCHEDULE, scheduleOf } from './account-input.schema';

/** Takes credentials in plaintext for as long as it takes to seal them. */
@Injectable()
export class AccountCredentialsService {
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
    this.vault.get();
    const provider = availableProvider(body.provider);
    const { tenantId } = principal;
    const accountId = uuidv7();
    const account = { tenantId, accountId, provider };
    const { labels, environment, group, resource_types: resourceTypes } = body;
    return this.bus.request(createAccount, {
      ...account,
      actor: principal.name,
      name: body.name,
      credentials: await this.sealed(account, body.credentials),
      regions: body.regions,
      schedule: scheduleOf(body) ?? DEFAULT_SCHEDULE,
      isDemo: false,
      labels,
      environment,
      group,
      resourceTypes,
    });
  }

  /** The same for new credentials of an account that is there. */
  async replace(
    { tenantId, name: actor }: Principal,
    account: { id: string; provider: ProviderId },
    credentials: Record<string, unknown>,
  ): Promise<z.infer<typeof replaceCredentials.response>> {
    const { id: accountId, provider } = account;
    const sealed = await this.sealed({ tenantId, accountId, provider }, credentials);
    return this.bus.request(replaceCredentials, {
      tenantId,
      actor,
      accountId,
      credentials: sealed,
    });
  }

  /** The credentials as the provider's schema reads them, so that the same ones are sealed alike. */
  private async sealed(
    {
      tenantId,
      accountId,
      provider,
    }: { tenantId: string; accountId: string; provider: ProviderId },
    credentials: Record<string, unknown>,
  ): Promise<SealedSecretDto> {
    const vault = this.vault.get();
    const { data, error } = (await this.loadProvider(provider)).credentials.safeParse(credentials);
    if (error !== undefined) throw validationFailed(fieldErrors(error.issues, ['credentials']));
    const context = { tenantId, accountId, field: CREDENTIALS_FIELD };
    const { keyId, ciphertext } = vault.seal(JSON.stringify(data), context);
    return { keyId, ciphertext: ciphertext.toString('base64') };
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
