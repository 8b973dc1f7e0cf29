import { Inject, Injectable, Logger } from '@nestjs/common';
import { discoveryCompleted, discoveryPassRequested } from '@skyledger/contracts';
import { Database, isTransientDatabaseError, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { ProviderError } from '@skyledger/provider-sdk';
import { productMetrics } from '@skyledger/telemetry';
import { toPassError } from '../collect/pass-errors';
import { type Connection, Connections } from '../connect/connections';
import { DISCOVERY_OPTIONS, type DiscoveryOptions, GRACE_LEASES } from '../discovery-options';
import {
  failRun,
  findQueuedRun,
  type PlannedPass,
  type QueuedRun,
  startRun,
} from './run.repository';

const WORTH_ANOTHER_TRY = new Set(['throttled', 'unavailable', 'malformed']);

/** Turns a run into passes: every listing of the provider, in every region it applies to. */
@Injectable()
export class RunPlanner {
  private readonly log = new Logger('Discovery');

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Connections) private readonly connections: Connections,
    @Inject(DISCOVERY_OPTIONS) private readonly options: DiscoveryOptions,
  ) {}

  /**
   * Plans a run and asks for its passes, or ends it as failed when the provider refuses. Does nothing
   * when the run no longer waits to be planned.
   * @param lastTry whether a passing trouble must end the run, because nobody will try again
   */
  async plan(tenantId: string, runId: string, lastTry: boolean): Promise<void> {
    const run = await this.database.withTenant(tenantId, (tx) =>
      findQueuedRun(tx, { tenantId, runId }),
    );
    if (run === null) return;
    try {
      await this.start(run, await this.passesOf(run));
    } catch (error) {
      if (isTransientDatabaseError(error)) throw error;
      const passing = error instanceof ProviderError && WORTH_ANOTHER_TRY.has(error.fault.kind);
      if (passing && !lastTry) throw error;
      if (!(error instanceof ProviderError)) {
        this.log.error({ msg: 'a run could not be planned', err: error, run_id: runId });
      }
      await this.fail(run, error);
    }
  }

  private async passesOf(run: QueuedRun): Promise<PlannedPass[]> {
    const { provider, client }: Connection = await this.connections.of(run);
    const regional = provider.passes.some((pass) => pass.scope === 'regional');
    const regions = regional ? await provider.regions(client, run.regions) : [];
    return provider.passes.flatMap((pass) =>
      (pass.scope === 'global' ? ['global'] : regions).map((region) => ({
        id: uuidv7(),
        passKey: pass.id,
        region,
      })),
    );
  }

  private async start(run: QueuedRun, passes: readonly PlannedPass[]): Promise<void> {
    if (passes.length === 0) throw new Error(`the plan of run ${run.runId} has no passes`);
    const { tenantId, accountId, runId, provider } = run;
    await this.database.withTenant(tenantId, async (tx) => {
      const grace = this.options.leaseSeconds * GRACE_LEASES;
      if (!(await startRun(tx, run, passes, grace))) return;
      await this.outbox.add(
        tx,
        passes.map((pass) =>
          event(discoveryPassRequested, tenantId, {
            tenantId,
            accountId,
            runId,
            provider,
            passId: pass.id,
          }),
        ),
      );
    });
  }

  private async fail(run: QueuedRun, error: unknown): Promise<void> {
    const { tenantId, accountId, runId } = run;
    const identity = { passKey: 'plan', passRegion: 'global', permissions: permissionsOf(error) };
    await this.database.withTenant(tenantId, async (tx) => {
      if (!(await failRun(tx, run, toPassError(identity, error)))) return;
      const completed = { tenantId, accountId, runId, status: 'failed' as const };
      await this.outbox.add(tx, [event(discoveryCompleted, tenantId, completed)]);
      productMetrics.runs.add(1, { 'cloud.provider': run.provider, status: 'failed' });
    });
  }
}

/** Operations are named after the permission they need. */
function permissionsOf(error: unknown): string[] {
  return error instanceof ProviderError ? [error.operation] : [];
}
