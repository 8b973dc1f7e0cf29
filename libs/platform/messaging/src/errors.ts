import { redactText } from '@skyledger/telemetry';

/** Thrown by a handler when trying again cannot help: the message goes to the dead letters at once. */
export class PermanentMessageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentMessageError';
  }
}

/** No queue is bound to the topic of these messages. The other messages of the call were published. */
export class UnroutableMessage extends Error {
  constructor(readonly messages: readonly { readonly id: string; readonly routingKey: string }[]) {
    const topics = [...new Set(messages.map((message) => message.routingKey))];
    super(`no queue is bound to ${topics.join(', ')} (${messages.length} messages)`);
    this.name = 'UnroutableMessage';
  }
}

/** The transport cannot take messages now: no connection, blocked, refused or no answer in time. */
export class TransportUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransportUnavailable';
  }
}

/** No answer within the contract's deadline; the request may still have been carried out. */
export class RpcTimeout extends Error {
  constructor(
    readonly request: string,
    readonly deadlineMs: number,
  ) {
    super(`${request} was not answered within ${deadlineMs} ms`);
    this.name = 'RpcTimeout';
  }
}

/** The responder failed in a way that is not the caller's business; its log says how. */
export class RpcFailed extends Error {
  constructor(
    readonly request: string,
    reason: string,
  ) {
    super(`${request} failed: ${reason}`);
    this.name = 'RpcFailed';
  }
}

const MAX_ERROR_TEXT = 1000;

/** One bounded line about an error, without secrets that can be told by their form: for dead letters and logs. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return redactText(text).replace(/\s+/g, ' ').slice(0, MAX_ERROR_TEXT);
}
