import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Vault } from './vault';
import { VaultKeyMissing } from './vault-errors';

/** Hands out the vault, or says that there is none. */
export class VaultProvider {
  constructor(private readonly vault: Vault | null) {}

  /** Whether a key is configured. */
  get available(): boolean {
    return this.vault !== null;
  }

  /** @throws VaultKeyMissing when no key is configured. */
  get(): Vault {
    if (this.vault === null) throw new VaultKeyMissing();
    return this.vault;
  }
}

/** Provides the `VaultProvider` to every module; import once, in the application's root module. */
@Global()
@Module({})
export class VaultModule {
  static forRoot(vault: Vault | null): DynamicModule {
    return {
      module: VaultModule,
      providers: [{ provide: VaultProvider, useValue: new VaultProvider(vault) }],
      exports: [VaultProvider],
    };
  }
}
