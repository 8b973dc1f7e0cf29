import { Inject, Injectable } from '@nestjs/common';
import {
  createAccount,
  CREDENTIALS_FIELD,
  ProblemError,
  replaceCredentials,
  type SealedSecretDto,
} from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import type { Provider } from '@skyledger/provider-sdk';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import { callerOf, type Principal } from '../auth/principal';
import { EntityAccessService } from '../entities/entity-access.service';
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
    private readonly entities: EntityAccessService,
    @Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader,
  ) {}

  /**
   * @param accountId of the new account; the same one again makes no other account
   * @throws VaultKeyMissing
   * @throws ProblemError naming the field, or what the accounts service answered
   */
  async create(
    principal: Principal,
    accountId: string,
    body: CreateAccountBody,
  ): Promise<z.infer<typeof createAccount.response>> {
    this.vault.get();
    const provider = availableProvider(body.provider);
    const { tenantId } = principal;
    const account = { tenantId, accountId, provider };
    const { labels, environment, group, resource_types: resourceTypes } = body;
    const entityId = await this.entities.mustHold(
      principal,
      ['CloudConnector:manage'],
      body.entity_id,
    );
    return this.bus.request(createAccount, {
      ...account,
      ...callerOf(principal),
      name: body.name,
      credentials: await this.seal(account, body.credentials),
      regions: body.regions,
      schedule: scheduleOf(body) ?? DEFAULT_SCHEDULE,
      isDemo: false,
      labels,
      environment,
      group,
      entityId,
      resourceTypes,
    });
  }

  /** The same for new credentials of an account that is there. */
  async replace(
    principal: Principal,
    account: { id: string; provider: ProviderId },
    credentials: Record<string, unknown>,
  ): Promise<z.infer<typeof replaceCredentials.response>> {
    const { id: accountId, provider } = account;
    const { tenantId } = principal;
    const sealed = await this.seal({ tenantId, accountId, provider }, credentials);
    return this.bus.request(replaceCredentials, {
      ...callerOf(principal),
      accountId,
      credentials: sealed,
    });
  }

  /**
   * The credentials as the provider's schema reads them, so that the same ones are sealed alike.
   * @param path where they are in the request
   * @param schemaOf what reads them, where they are not those of an account
   * @throws VaultKeyMissing
   * @throws ProblemError naming the field
   */
  async seal(
    {
      tenantId,
      accountId,
      provider,
    }: { tenantId: string; accountId: string; provider: ProviderId },
    credentials: Record<string, unknown>,
    path: readonly string[] = ['credentials'],
    schemaOf: (provider: Provider) => z.ZodType = (loaded) => loaded.credentials,
  ): Promise<SealedSecretDto> {
    const vault = this.vault.get();
    const { data, error } = schemaOf(await this.loadProvider(provider)).safeParse(credentials);
    if (error !== undefined) throw validationFailed(fieldErrors(error.issues, path));
    const context = { tenantId, accountId, field: CREDENTIALS_FIELD };
    const { keyId, ciphertext } = vault.seal(JSON.stringify(data), context);
    return { keyId, ciphertext: ciphertext.toString('base64') };
  }
}

/** @throws ProblemError 422 when it is not one that this installation can discover */
export function availableProvider(name: string): ProviderId {
  const provider = PROVIDERS_AVAILABLE.find((id) => id === name);
  if (provider !== undefined) return provider;
  throw new ProblemError({
    type: 'provider-not-available',
    title: 'The provider is not available',
    status: 422,
    errors: [{ field: 'provider', expected: `one of ${PROVIDERS_AVAILABLE.join(', ')}` }],
  });
}
