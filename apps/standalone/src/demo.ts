import { DEFAULT_TENANT_ID } from '@skyledger/api';
import { demoAgents, demoLogins } from '@skyledger/cloud-emulator';
import { createAccount, CREDENTIALS_FIELD, ProblemError } from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import type { MessageBus } from '@skyledger/messaging';
import type { Vault } from '@skyledger/vault';
import type { ApiClient } from './api-client';

/**
 * Adds the accounts of the demo estate, whose first runs start at once, and registers its agents.
 * What is there already stays as it is.
 */
export async function addDemo(bus: MessageBus, vault: Vault, api: ApiClient): Promise<void> {
  for (const { provider, credentials } of demoLogins()) {
    const accountId = uuidv7();
    const context = { tenantId: DEFAULT_TENANT_ID, accountId, field: CREDENTIALS_FIELD };
    const sealed = vault.seal(JSON.stringify(credentials), context);
    try {
      await bus.request(createAccount, {
        tenantId: DEFAULT_TENANT_ID,
        accountId,
        actor: 'demo',
        name: `demo-${provider}`,
        provider,
        credentials: { keyId: sealed.keyId, ciphertext: sealed.ciphertext.toString('base64') },
        regions: null,
        schedule: { kind: 'interval', minutes: 240 },
        isDemo: true,
      });
    } catch (error) {
      const known = error instanceof ProblemError && error.problem.type === 'account-exists';
      if (!known) throw error;
    }
  }
  for (const agent of demoAgents()) {
    await api.post('/agents', { agent_key: `demo-${agent.hostname}`, ...agent });
  }
}
