import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CREDENTIALS_FIELD } from '@skyledger/contracts';
import { Limits, type RateLimiter } from '@skyledger/limits';
import { createRequestGate, type Provider, ProviderError } from '@skyledger/provider-sdk';
import { loadProvider } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';
import { productMetrics } from '@skyledger/telemetry';
import { VaultProvider } from '@skyledger/vault';
import {
  DISCOVERY_OPTIONS,
  type DiscoveryOptions,
  LONGEST_WAIT_MS,
  REQUEST_ATTEMPTS,
  REQUEST_TIMEOUT_MS,
} from '../discovery-options';

/** Whose credentials to connect with. */
export interface ConnectionOwner {
  tenantId: string;
  accountId: string;
  runId: string;
  provider: ProviderId;
  isDemo: boolean;
  credentials: { keyId: string; ciphertext: Buffer };
}

/** A provider with a client for one account. */
export interface Connection {
  provider: Provider;
  client: unknown;
}

const IDLE_MS = 5 * 60_000;

/**
 * Clients of accounts, made once a run and shared by its passes, so that a role is assumed once and
 * not for every listing. The credentials are decrypted here, in memory, and kept nowhere else.
 */
@Injectable()
export class Connections implements OnApplicationShutdown {
  private readonly open = new Map<string, { connection: Promise<Connection>; usedAt: number }>();
  private readonly ending = new AbortController();

  constructor(
    @Inject(VaultProvider) private readonly vault: VaultProvider,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(DISCOVERY_OPTIONS) private readonly options: DiscoveryOptions,
  ) {}

  /** @throws ProviderError when the provider refuses */
  async of(owner: ConnectionOwner): Promise<Connection> {
    await this.closeIdle();
    const known = this.open.get(owner.runId);
    if (known !== undefined) {
      known.usedAt = Date.now();
      return known.connection;
    }
    const connection = this.connect(owner);
    this.open.set(owner.runId, { connection, usedAt: Date.now() });
    connection.catch(() => this.open.delete(owner.runId));
    return connection;
  }

  /** Connects anew, because the session of `stale` has ended. */
  async renew(owner: ConnectionOwner, stale: Connection): Promise<Connection> {
    const current = await this.open.get(owner.runId)?.connection.catch(() => undefined);
    // Another pass of the run may have renewed it already.
    if (current !== undefined && current !== stale) return current;
    this.open.delete(owner.runId);
    return this.of(owner);
  }

  /** Ends every request under way. */
  abort(reason: Error): void {
    this.ending.abort(reason);
  }

  async onApplicationShutdown(): Promise<void> {
    this.abort(new Error('the worker stops'));
    await Promise.all([...this.open.values()].map((entry) => close(entry.connection)));
    this.open.clear();
  }

  private async connect(owner: ConnectionOwner): Promise<Connection> {
    const provider = await loadProvider(owner.provider);
    const plaintext = this.vault.get().open(owner.credentials, {
      tenantId: owner.tenantId,
      accountId: owner.accountId,
      field: CREDENTIALS_FIELD,
    });
    const credentials = provider.credentials.parse(JSON.parse(plaintext.toString('utf8')));
    const labels = { 'cloud.provider': owner.provider };
    const gate = createRequestGate({
      limitOf: (operation) => this.limitOf(owner, provider, operation),
      classify: (error) => provider.classifyError(error),
      signal: this.ending.signal,
      timeoutMs: REQUEST_TIMEOUT_MS,
      maxAttempts: REQUEST_ATTEMPTS,
      baseDelayMs: this.options.retryBaseMs,
      maxWaitMs: LONGEST_WAIT_MS,
      onAnswer: () => productMetrics.providerRequests.add(1, { ...labels, outcome: 'answered' }),
      onFault: (fault) => {
        productMetrics.providerRequests.add(1, { ...labels, outcome: fault.kind });
        if (fault.kind === 'throttled') productMetrics.providerThrottles.add(1, labels);
      },
    });
    const endpoint = this.options.endpointOf(owner.provider, owner.isDemo);
    try {
      const client = await provider.connect(credentials, {
        gate,
        xmlReader: this.options.xmlReader,
        ...(endpoint !== undefined && { endpoint }),
        discoveryRoles: this.options.discoveryRolesOf(owner.provider, owner.isDemo),
      });
      return { provider, client };
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      throw new ProviderError(provider.classifyError(error), 'connect', { cause: error });
    }
  }

  private limitOf(owner: ConnectionOwner, provider: Provider, operation?: string): RateLimiter {
    const service = operation?.split(':', 1)[0] ?? '';
    const own = provider.serviceRateLimits?.[service];
    const { perSecond, burst } = own ?? provider.rateLimit;
    const key = `${owner.provider}:${owner.accountId}${own === undefined ? '' : `:${service}`}`;
    const share = this.options.rateShare;
    return this.limits.limiter(key, { perSecond: perSecond * share, burst: burst * share });
  }

  private async closeIdle(): Promise<void> {
    const before = Date.now() - IDLE_MS;
    const idle = [...this.open].filter(([, entry]) => entry.usedAt < before);
    for (const [runId] of idle) this.open.delete(runId);
    await Promise.all(idle.map(([, entry]) => close(entry.connection)));
  }
}

async function close(connection: Promise<Connection>): Promise<void> {
  const opened = await connection.catch(() => undefined);
  await opened?.provider.disconnect(opened.client).catch(() => undefined);
}
