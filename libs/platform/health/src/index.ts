export type { MetricsText } from './health-answers';
export {
  type CheckResult,
  type HealthCheck,
  HealthRegistry,
  type ReadinessReport,
} from './health-registry';
export { type HealthServer, type HealthServerOptions, startHealthServer } from './health-server';
export { HealthModule, type HealthModuleOptions } from './health.module';
