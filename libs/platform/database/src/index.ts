export {
  addBiLogin,
  type BiLogin,
  listBiLogins,
  type NewBiLogin,
  removeBiLogin,
} from './bi-logins';
export { Database, type DatabaseOptions, SERVICE_ROLE, type Tx } from './database';
export { DatabaseModule } from './database.module';
export {
  isConcurrencyConflict,
  isDatabaseAway,
  isTransientDatabaseError,
  sqlState,
  violatesUnique,
} from './database-errors';
export { migrate, migrationDataSource, MIGRATIONS } from './migrate';
export { uuidv7 } from './uuid';
