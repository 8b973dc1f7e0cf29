/** How messages travel and how failures are treated. */
export interface MessagingOptions {
  readonly transport: 'rabbitmq' | 'postgres';
  /** Required for RabbitMQ. */
  readonly amqpUrl?: string;
  /** Names the process in connections and telemetry. */
  readonly serviceName: string;
  /** Times a message is tried before it is given up; default 5. */
  readonly maxAttempts?: number;
  /** Milliseconds before the first retry, doubled for each further one; default 1000. */
  readonly retryBaseMs?: number;
  /** Postgres: milliseconds after which the message of a silent process is taken over; default 30 s. */
  readonly leaseMs?: number;
  /** Milliseconds that running handlers get at shutdown before they are aborted; default 20 s. */
  readonly drainMs?: number;
  /** Milliseconds publishing waits for the broker; default 10 s. */
  readonly publishTimeoutMs?: number;
  /** Whether this process moves the outbox to the transport. */
  readonly relay: boolean;
}

export type ResolvedMessagingOptions = Required<Omit<MessagingOptions, 'amqpUrl'>> &
  Pick<MessagingOptions, 'amqpUrl'>;

/** The options with every default filled in. */
export function resolveMessagingOptions(options: MessagingOptions): ResolvedMessagingOptions {
  return {
    ...options,
    maxAttempts: options.maxAttempts ?? 5,
    retryBaseMs: options.retryBaseMs ?? 1000,
    leaseMs: options.leaseMs ?? 30_000,
    drainMs: options.drainMs ?? 20_000,
    publishTimeoutMs: options.publishTimeoutMs ?? 10_000,
  };
}
