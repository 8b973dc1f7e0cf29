import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  DEFAULT_INTERVAL_MINUTES,
  discoveryCompleted,
  discoveryPassRequested,
  intervalMinutesOf,
  scheduleSchema,
} from '@skyledger/contracts';
import { Database, isTransientDatabaseError, type Tx, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import { ProviderError } from '@skyledger/provider-sdk';
import { productMetrics } from '@skyledger/telemetry';
import { toPassError } from '../collect/pass-errors';
import { type Connection, Connections } from '../connect/connections';
import { DISCOVERY_OPTIONS, type DiscoveryOptions, GRACE_LEASES } from '../discovery-options';
import { NothingToRead } from './nothing-to-read';
import {
  completeEmptyRun,
  failRun,
  findQueuedRun,
  freshPasses,
  type PlannedPass,
  type QueuedRun,
  startRun,
} from './run.repository';
import {
  type PassPlace,
  passesOfTypes,
  passesOpenTo,
  placesOf,
  withoutFresh,
} from './select-passes';

const WORTH_ANOTHER_TRY = new Set(['throttled', 'unavailable', 'malformed']);

/**
 * Turns a run into passes: every selected listing of the provider, in every selected region it applies
 * to; for an incremental run only those that are not fresh.
 */
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
    const connection = await this.connections.of(run);
    try {
      return await this.passesBy(connection, run);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.fault.kind !== 'expired') throw error;
      return this.passesBy(await this.connections.renew(run, connection), run);
    }
  }

  private async passesBy({ provider, client }: Connection, run: QueuedRun): Promise<PlannedPass[]> {
    const open = passesOpenTo(client, provider.passes);
    const selected = passesOfTypes(open, run.resourceTypes);
    const regional = selected.some((pass) => pass.scope === 'regional');
    const regions = regional ? await provider.regions(client, run.regions) : [];
    const places = placesOf(selected, regions);
    if (places.length === 0) throw new NothingToRead(provider.name, run.resourceTypes);
    const due = run.kind === 'full' ? places : withoutFresh(places, await this.fresh(run));
    return due.map((place) => ({ ...place, id: uuidv7() }));
  }

  private async fresh(run: QueuedRun): Promise<PassPlace[]> {
    const { data: schedule } = scheduleSchema.safeParse(run.schedule);
    const maxAgeMinutes =
      schedule === undefined ? DEFAULT_INTERVAL_MINUTES : intervalMinutesOf(schedule, new Date());
    return this.database.withTenant(run.tenantId, (tx) => freshPasses(tx, run, maxAgeMinutes));
  }

  private async start(run: QueuedRun, passes: readonly PlannedPass[]): Promise<void> {
    if (passes.length === 0) return this.complete(run);
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

  /** An incremental run that finds everything fresh has nothing to wait for. */
  private async complete(run: QueuedRun): Promise<void> {
    await this.database.withTenant(run.tenantId, async (tx) => {
      if (await completeEmptyRun(tx, run)) await this.tellEnd(tx, run, 'completed');
    });
  }

  private async fail(run: QueuedRun, error: unknown): Promise<void> {
    const identity = { passKey: 'plan', passRegion: 'global', permissions: permissionsOf(error) };
    await this.database.withTenant(run.tenantId, async (tx) => {
      if (await failRun(tx, run, toPassError(identity, error)))
        await this.tellEnd(tx, run, 'failed');
    });
  }

  private async tellEnd(tx: Tx, run: QueuedRun, status: 'completed' | 'failed'): Promise<void> {
    const { tenantId, accountId, runId } = run;
    const ended = { tenantId, accountId, runId, status };
    await this.outbox.add(tx, [event(discoveryCompleted, tenantId, ended)]);
    productMetrics.runs.add(1, { 'cloud.provider': run.provider, status });
  }
}

/** Operations are named after the permission they need. */
function permissionsOf(error: unknown): string[] {
  return error instanceof ProviderError ? [error.operation] : [];
}
