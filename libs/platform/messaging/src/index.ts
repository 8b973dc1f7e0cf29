export {
  errorText,
  PermanentMessageError,
  RpcFailed,
  RpcTimeout,
  TransportUnavailable,
  UnroutableMessage,
} from './errors';
export { failpoint } from './failpoint';
export { OnEvent, type OnEventOptions } from './handlers/on-event.decorator';
export { OnRequest, type OnRequestOptions } from './handlers/on-request.decorator';
export { TransportStrategy } from './handlers/transport-strategy';
export { Inbox } from './inbox/inbox';
export {
  type DeadLetter,
  event,
  type MessageContext,
  type OutboundMessage,
  type RequestContext,
} from './message';
export { type DeadLetters, MessageBus, type QueueDepth } from './message-bus';
export type { MessagingOptions } from './messaging-options';
export { MessagingModule } from './messaging.module';
export { Outbox } from './outbox/outbox';
export { OutboxRelay } from './outbox/outbox-relay';
