export { EmbeddedPostgresError } from './embedded-postgres.error';
export type { EmbeddedPostgresErrorCode } from './embedded-postgres.error';
export { startEmbeddedPostgres } from './embedded-postgres';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.types';
export { findFreePort } from './free-port';
export { isRunning, processStartToken } from './process-inspection';
