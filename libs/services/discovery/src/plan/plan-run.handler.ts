import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { discoveryRequested, type DiscoveryRequested } from '@skyledger/contracts';
import { type MessageContext, OnEvent } from '@skyledger/messaging';
import { RunPlanner } from './run-planner.service';

/** Handler of requested runs, for the providers this worker serves. */
export function planRunHandler(providers: readonly string[]): Type {
  @Controller()
  class PlanRunHandler {
    constructor(@Inject(RunPlanner) private readonly planner: RunPlanner) {}

    @OnEvent(discoveryRequested, {
      queue: 'discovery-worker.discovery.requested',
      routeSuffixes: providers,
    })
    async handle(
      @Payload() payload: DiscoveryRequested,
      @Ctx() context: MessageContext,
    ): Promise<void> {
      await this.planner.plan(payload.tenantId, payload.runId, context.lastAttempt);
    }
  }
  return PlanRunHandler;
}
