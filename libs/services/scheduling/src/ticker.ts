import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { CredentialWatch } from './credential-watch.service';
import { Expiry } from './expiry.service';
import { Heartbeat } from './heartbeat.service';
import { OrganizationWatch } from './organization-watch.service';
import { Recovery } from './recovery.service';
import { Scheduler } from './scheduler.service';
import { SCHEDULING_OPTIONS, type SchedulingOptions } from './scheduling-options';

/** Calls every part again and again, each never twice at once. */
@Injectable()
export class Ticker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Scheduling');
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly underway = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    @Inject(Scheduler) private readonly scheduler: Scheduler,
    @Inject(Heartbeat) private readonly heartbeat: Heartbeat,
    @Inject(OrganizationWatch) private readonly organizations: OrganizationWatch,
    @Inject(CredentialWatch) private readonly credentials: CredentialWatch,
    @Inject(Recovery) private readonly recovery: Recovery,
    @Inject(Expiry) private readonly expiry: Expiry,
    @Inject(SCHEDULING_OPTIONS) private readonly options: SchedulingOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.repeat('tick', this.options.tickSeconds, () => this.scheduler.tick());
    this.repeat('heartbeat', this.options.tickSeconds, () => this.heartbeat.beat());
    this.repeat('organisation watch', this.options.tickSeconds, () => this.organizations.look());
    this.repeat('credential watch', this.options.tickSeconds, () => this.credentials.look());
    this.repeat('sweep', this.options.sweepSeconds, () => this.recovery.sweep());
    this.repeat('expiry', this.options.tickSeconds, () => this.expiry.clear());
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.underway);
  }

  private repeat(name: string, seconds: number, work: () => Promise<number>): void {
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        this.log.error(`the ${name} failed and comes again`, error);
      }
    };
    const next = (afterMs: number): void => {
      if (this.stopped) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        const current = run().finally(() => {
          this.underway.delete(current);
          next(seconds * 1000);
        });
        this.underway.add(current);
      }, afterMs);
      this.timers.add(timer);
    };
    next(0);
  }
}
