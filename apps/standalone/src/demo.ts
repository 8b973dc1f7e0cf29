import { DEFAULT_TENANT_ID } from '@skyledger/api';
import { DEMO_AWS, DEMO_HETZNER, demoAgents } from '@skyledger/cloud-emulator';
import { createAccount, ProblemError } from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import type { MessageBus } from '@skyledger/messaging';
import type { ProviderId } from '@skyledger/resource-model';
import type { Vault } from '@skyledger/vault';
import type { ApiClient } from './api-client';

const DEMO_ACCOUNTS: { name: string; provider: ProviderId; credentials: object }[] = [
  {
    name: 'demo-aws',
    provider: 'aws',
    credentials: {
      method: 'access_keys',
      access_key_id: DEMO_AWS.accessKeyId,
      secret_access_key: DEMO_AWS.secretAccessKey,
    },
  },
  { name: 'demo-hetzner', provider: 'hetzner', credentials: { api_token: DEMO_HETZNER.token } },
];

/**
 * Adds the accounts of the demo estate, whose first runs start at once, and registers its agents.
 * What is there already stays as it is.
 */
export async function addDemo(bus: MessageBus, vault: Vault, api: ApiClient): Promise<void> {
  for (const { name, provider, credentials } of DEMO_ACCOUNTS) {
    const accountId = uuidv7();
    const context = { tenantId: DEFAULT_TENANT_ID, accountId, field: 'credentials' };
    const sealed = vault.seal(JSON.stringify(credentials), context);
    try {
      await bus.request(createAccount, {
        tenantId: DEFAULT_TENANT_ID,
        accountId,
        actor: 'demo',
        name,
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
