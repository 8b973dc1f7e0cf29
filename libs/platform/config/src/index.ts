export { ConfigError, type ConfigProblem } from './config-error';
export { ConfigModule, SKYLEDGER_CONFIG } from './config.module';
export { credentialLimits } from './credential-limits';
export { discoveryRolesOf, endpointOf } from './endpoint-of';
export { type Environment, loadConfig, type SkyledgerConfig } from './load-config';
export type { Form, ServiceName, Setting } from './setting';
export { endpointSetting, settings } from './settings';
export { settingsTable } from './settings-table';
