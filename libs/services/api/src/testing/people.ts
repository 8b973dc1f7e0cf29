import type { Type } from '@nestjs/common';
import { BUILT_IN_ROLES } from '../auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './api-harness';
import { type IdentityProvider, startIdentityProvider } from './identity-provider';

/** The API with an identity provider that vouches for Anna, in a tenant of her own for each test. */
export class People {
  tenantId = '';
  /** Token of the tenant's administrator. */
  admin = '';

  private constructor(
    readonly provider: IdentityProvider,
    readonly api: ApiHarness,
  ) {}

  /** @param responders answer the requests that other services answer in production */
  static async start(responders: Type[] = []): Promise<People> {
    const provider = await startIdentityProvider();
    return new People(provider, await startApi({ settings: provider.settings, responders }));
  }

  async beginTenant(): Promise<void> {
    this.tenantId = await this.api.addTenant();
    this.admin = await this.api.addToken(this.tenantId, BUILT_IN_ROLES.admin);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.provider.stop();
  }

  /** A token of Anna's, unless the claims say otherwise. */
  readonly tokenOf = (claims: object = {}, header = {}): Promise<string> =>
    this.provider.tokenOf(
      { sub: 'anna', tenant: this.tenantId, name: 'Anna Berg', ...claims },
      header,
    );

  readonly get = (path: string, token: string): Promise<Answer> =>
    this.api.call('GET', `/api/v1/${path}`, { token });

  readonly me = (token: string): Promise<Answer> => this.get('me', token);

  /** Binds Anna to a role, unless the body says otherwise. */
  readonly bind = (body: object, token = this.admin): Promise<Answer> =>
    this.api.call('POST', '/api/v1/role-bindings', {
      token,
      body: { subject_kind: 'user', subject: 'anna', ...body },
    });
}

/** As it is for this process so long from now. Restore the mocks after the test. */
export function later(milliseconds: number): void {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}
