export { ConfigError, type ConfigProblem } from './config-error';
export { ConfigModule, SKYLEDGER_CONFIG } from './config.module';
export { endpointOf } from './endpoint-of';
export { type Environment, loadConfig, type SkyledgerConfig } from './load-config';
export { endpointSetting, type Form, type ServiceName, type Setting, settings } from './settings';
export { settingsTable } from './settings-table';
