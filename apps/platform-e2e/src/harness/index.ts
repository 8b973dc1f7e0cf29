export { type SessionView, Wizard } from './wizard';
export { ApiRefusal, type ApiAnswer, type ApiClient, type RunDetail } from './api-client';
export { OUR_ACCOUNT, OUR_IDENTITY, OUR_ROLE } from './aws-identity';
export type { BrokerView, QueueCount, RabbitAdmin } from './broker-view';
export { anAwsAccount, aHetznerProject, anEstate, INSTANCES_A_PAGE } from './estates';
export {
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  expectNoCrash,
  type LedgerExpectations,
} from './expect-ledger';
export { expectedRows } from './expected-ledger';
export { contradictions, readFindings, readLedger } from './ledger-rows';
export { onEachTransport } from './on-each-transport';
export type { OwnerDatabase } from './owner-database';
export type { AccountHandle, AddAccountOptions, Platform } from './platform';
export { clockOff, type Environment, ServiceProcess, type ServiceName } from './service-process';
export {
  type PlatformOptions,
  type StartedPlatform,
  startPlatform,
  type Transport,
  TRANSPORTS,
} from './start-platform';
export { type ReceivedSpan, startTraceReceiver, type TraceReceiver } from './trace-receiver';
