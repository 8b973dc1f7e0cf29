import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Vault } from './vault';
import { VaultKeyMissing } from './vault-errors';
import { VaultModule, VaultProvider } from './vault.module';

@Injectable()
class Credentials {
  constructor(readonly vaults: VaultProvider) {}
}

@Module({ providers: [Credentials] })
class FeatureModule {}

async function vaultsWith(vault: Vault | null): Promise<VaultProvider> {
  const app = await Test.createTestingModule({
    imports: [VaultModule.forRoot(vault), FeatureModule],
  }).compile();
  return app.get(Credentials, { strict: false }).vaults;
}

describe('VaultModule', () => {
  it('provides the vault everywhere', async () => {
    const vault = new Vault('01'.repeat(32));
    const vaults = await vaultsWith(vault);
    expect(vaults.available).toBe(true);
    expect(vaults.get()).toBe(vault);
  });

  it('starts without a key and says so when a secret is asked for', async () => {
    const vaults = await vaultsWith(null);
    expect(vaults.available).toBe(false);
    expect(() => vaults.get()).toThrow(VaultKeyMissing);
  });
});
