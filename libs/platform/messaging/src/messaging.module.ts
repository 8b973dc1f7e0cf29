import {
  type DynamicModule,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Database } from '@skyledger/database';
import { HandlerCheck } from './handlers/handler-check';
import { TransportStrategy } from './handlers/transport-strategy';
import { Housekeeping } from './inbox/housekeeping';
import { Inbox } from './inbox/inbox';
import { MessageBus } from './message-bus';
import {
  type MessagingOptions,
  type ResolvedMessagingOptions,
  resolveMessagingOptions,
} from './messaging-options';
import { Outbox } from './outbox/outbox';
import { OutboxRelay } from './outbox/outbox-relay';
import { PostgresBus } from './postgres/postgres-bus';
import { PostgresTransport } from './postgres/postgres-transport';
import { Wakeups } from './postgres/wakeups';
import { RabbitMqBus } from './rabbitmq/rabbitmq-bus';
import { RabbitMqConnection } from './rabbitmq/rabbitmq-connection';
import { RabbitMqTransport } from './rabbitmq/rabbitmq-transport';

/** Offers the bus, the outbox and the inbox to the whole application. Needs `DatabaseModule`. */
@Module({})
export class MessagingModule implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly bus: MessageBus) {}

  static forRoot(options: MessagingOptions): DynamicModule {
    const resolved = resolveMessagingOptions(options);
    const transport =
      resolved.transport === 'rabbitmq' ? rabbitMqProviders(resolved) : postgresProviders(resolved);
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        ...transport,
        Outbox,
        Inbox,
        HandlerCheck,
        ...(resolved.relay ? [OutboxRelay, Housekeeping] : []),
      ],
      exports: [MessageBus, TransportStrategy, Outbox, Inbox],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.bus.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
  }
}

function postgresProviders(options: ResolvedMessagingOptions): Provider[] {
  return [
    {
      provide: Wakeups,
      inject: [Database],
      useFactory: (database: Database) => new Wakeups(database),
    },
    {
      provide: MessageBus,
      inject: [Database, Wakeups],
      useFactory: (database: Database, wakeups: Wakeups) => new PostgresBus(database, wakeups),
    },
    {
      provide: TransportStrategy,
      inject: [Database, Wakeups],
      useFactory: (database: Database, wakeups: Wakeups) =>
        new PostgresTransport(options, database, wakeups),
    },
  ];
}

function rabbitMqProviders(options: ResolvedMessagingOptions): Provider[] {
  return [
    { provide: RabbitMqConnection, useFactory: () => new RabbitMqConnection(options) },
    {
      provide: MessageBus,
      inject: [Database, RabbitMqConnection],
      useFactory: (database: Database, connection: RabbitMqConnection) =>
        new RabbitMqBus(options, database, connection),
    },
    {
      provide: TransportStrategy,
      inject: [Database, RabbitMqConnection],
      useFactory: (database: Database, connection: RabbitMqConnection) =>
        new RabbitMqTransport(options, database, connection),
    },
  ];
}
