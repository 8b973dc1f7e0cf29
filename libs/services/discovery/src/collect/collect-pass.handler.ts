import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { discoveryPassRequested, type DiscoveryPassRequested } from '@skyledger/contracts';
import { type MessageContext, OnEvent } from '@skyledger/messaging';
import { PassCollector } from './pass-collector.service';

/** Handler of requested passes, for the providers this worker serves. */
export function collectPassHandler(providers: readonly string[], concurrency: number): Type {
  @Controller()
  class CollectPassHandler {
    constructor(@Inject(PassCollector) private readonly collector: PassCollector) {}

    @OnEvent(discoveryPassRequested, {
      queue: 'discovery-worker.discovery.pass.requested',
      routeSuffixes: providers,
      prefetch: concurrency,
    })
    async handle(
      @Payload() payload: DiscoveryPassRequested,
      @Ctx() context: MessageContext,
    ): Promise<void> {
      await this.collector.collect(payload.tenantId, payload.passId, context.signal);
    }
  }
  return CollectPassHandler;
}
