export { eventually } from './eventually';
export type { EventuallyOptions } from './eventually';
export { startFaultProxy } from './network/fault-proxy';
export type { FaultProxy } from './network/fault-proxy';
export type { ProcessEnd } from './processes/own-process';
export { makeScratchFolder } from './processes/scratch-folder';
export type { ScratchFolder } from './processes/scratch-folder';
export { spawnApp } from './processes/spawn-app';
export type { SpawnAppOptions, SpawnedApp } from './processes/spawn-app';
export { startPrivatePostgres } from './services/private-postgres';
export type { PrivatePostgres, PrivatePostgresOptions } from './services/private-postgres';
export { startPrivateRabbit } from './services/private-rabbit';
export type { PrivateRabbit } from './services/private-rabbit';
export { startPrivateRedis } from './services/private-redis';
export type { PrivateRedis } from './services/private-redis';
export { ensureBinary, findBinary } from './services/service-binaries';
export type { ServiceName, ServiceSource } from './services/service-binaries';
export { ServiceUnavailable } from './services/service-unavailable';
export {
  createTestDatabase,
  createTestVhost,
  describeWith,
  testRedisUrl,
} from './services/shared-services';
export type { TestResource } from './services/shared-services';
