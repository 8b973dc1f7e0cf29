export { createKeyFile, type KeyFile, readKeyFile } from './key-file';
export { createVault, type SealedSecret, type SecretContext, Vault, type VaultKeys } from './vault';
export { KeyFileUnusable, SecretDoesNotOpen, UnknownKey, VaultKeyMissing } from './vault-errors';
export { VaultModule, VaultProvider } from './vault.module';
