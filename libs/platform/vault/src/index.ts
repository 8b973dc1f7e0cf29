export { createKeyFile, type KeyFile, readKeyFile } from './key-file';
export { beginKeyRotation, endKeyRotation, KEY_FILE, type KeyRing, openKeyRing } from './key-ring';
export { createVault, type SealedSecret, type SecretContext, Vault, type VaultKeys } from './vault';
export { KeyFileUnusable, SecretDoesNotOpen, UnknownKey, VaultKeyMissing } from './vault-errors';
export { VaultModule, VaultProvider } from './vault.module';
