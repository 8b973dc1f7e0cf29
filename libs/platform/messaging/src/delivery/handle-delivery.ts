import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { isDatabaseAway } from '@skyledger/database';
import { productMetrics, withSpan, withTraceContext } from '@skyledger/telemetry';
import { errorText, PermanentMessageError } from '../errors';
import { failpoint } from '../failpoint';
import type { EventBinding } from '../handlers/bindings';
import type { Delivery, Outcome } from './delivery';
import { readEnvelope } from './read-envelope';
import { retryDelay } from './retry-delay';

const logger = new Logger('Messaging');

/** What a delivery needs to know of the process that received it. */
export interface DeliveryEnvironment {
  /** For telemetry: `rabbitmq` or `postgresql`. */
  readonly system: string;
  readonly retryBaseMs: number;
  readonly signal: AbortSignal;
}

/** Well below the time after which RabbitMQ takes an unanswered message for lost (30 minutes). */
const LONGEST_HOLD_MS = 60_000;
const LONGEST_PAUSE_MS = 5000;

const COUNTED = {
  done: 'handled',
  retry: 'retried',
  suspect: 'retried',
  dead: 'dead_lettered',
} as const;

/** Runs the handler on one delivery and decides what becomes of the message. Never rejects. */
export async function handleDelivery(
  binding: EventBinding,
  delivery: Delivery,
  environment: DeliveryEnvironment,
): Promise<Outcome> {
  const queue = { 'messaging.destination.name': binding.queue };
  const begun = performance.now();
  const outcome = await decide(binding, delivery, environment);
  productMetrics.messageDuration.record((performance.now() - begun) / 1000, queue);
  if (outcome.kind !== 'release') {
    productMetrics.messages.add(1, { ...queue, outcome: COUNTED[outcome.kind] });
  }
  return outcome;
}

async function decide(
  binding: EventBinding,
  delivery: Delivery,
  environment: DeliveryEnvironment,
): Promise<Outcome> {
  const { attempt, vanished, suspect } = delivery;
  // Whatever ended its consumers may have been a neighbour: it is not given up before a try alone.
  if (vanished > 0 && !suspect) {
    return { kind: 'suspect', attempts: Math.min(attempt, binding.maxAttempts) - 1 };
  }
  if (attempt > binding.maxAttempts) {
    return giveUp(binding, attempt - 1, `no outcome after ${attempt - 1} deliveries`);
  }
  try {
    await runOnceDatabaseIsThere(binding, delivery, environment);
    failpoint('messaging.after-handler-before-ack');
    return { kind: 'done' };
  } catch (error) {
    if (environment.signal.aborted) return { kind: 'release' };
    const away = isDatabaseAway(error);
    if (error instanceof PermanentMessageError || (attempt >= binding.maxAttempts && !away)) {
      return giveUp(binding, attempt, errorText(error));
    }
    const delayMs = retryDelay(attempt, environment.retryBaseMs);
    logger.warn(
      `${binding.queue}: attempt ${attempt} of ${binding.maxAttempts} failed, next in ${delayMs} ms: ${errorText(error)}`,
    );
    // A try that found no database says nothing about the message.
    return { kind: 'retry', delayMs, attempts: away ? attempt - 1 : attempt };
  }
}

/**
 * Runs the handler, again and again while there is no database. The message is held meanwhile: in a
 * long outage a queue would otherwise run through its retries over and over.
 */
async function runOnceDatabaseIsThere(
  binding: EventBinding,
  delivery: Delivery,
  environment: DeliveryEnvironment,
): Promise<void> {
  const { retryBaseMs, signal } = environment;
  const heldUntil = performance.now() + LONGEST_HOLD_MS;
  for (let tries = 1; ; tries += 1) {
    try {
      return await runHandler(binding, delivery, environment);
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > heldUntil) throw error;
      if (tries === 1) logger.warn(`${binding.queue}: waits for the database: ${errorText(error)}`);
      await sleep(Math.min(retryDelay(tries, retryBaseMs), LONGEST_PAUSE_MS), undefined, {
        signal,
      });
    }
  }
}

async function runHandler(
  binding: EventBinding,
  delivery: Delivery,
  environment: DeliveryEnvironment,
): Promise<void> {
  const envelope = readEnvelope(delivery.body, binding.contract);
  const attributes = {
    'messaging.system': environment.system,
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.destination.name': binding.queue,
    'messaging.message.id': envelope.id,
    'skyledger.tenant.id': envelope.tenantId,
    'skyledger.message.attempt': delivery.attempt,
  };
  const context = {
    envelope,
    attempt: delivery.attempt,
    lastAttempt: delivery.attempt >= binding.maxAttempts,
    signal: environment.signal,
  };
  await withTraceContext(delivery.headers, () =>
    withSpan(
      `process ${binding.queue}`,
      attributes,
      () => binding.handle(envelope.payload, context),
      'consumer',
    ),
  );
}

function giveUp(binding: EventBinding, attempts: number, error: string): Outcome {
  logger.error(`${binding.queue}: given up after ${attempts} attempts: ${error}`);
  return { kind: 'dead', error, attempts };
}
