import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** Metadata of every method that handles messages. */
export const HANDLES_MESSAGES = 'skyledger:handles-messages';

/**
 * Refuses to start when a handler would never be called: Nest binds handlers of `controllers`, and
 * silently overlooks those of `providers`.
 */
@Injectable()
export class HandlerCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    for (const { instance, isNotMetatype } of this.discovery.getProviders()) {
      if (isNotMetatype || typeof instance !== 'object' || instance === null) continue;
      const prototype: unknown = Object.getPrototypeOf(instance);
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        if (typeof method === 'function' && Reflect.hasMetadata(HANDLES_MESSAGES, method)) {
          throw new Error(`${instance.constructor.name} handles messages: list it in controllers`);
        }
      }
    }
  }
}
