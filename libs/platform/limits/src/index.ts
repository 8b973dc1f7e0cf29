export type { Taken } from './bucket';
export { Limits } from './limits';
export { LimitsModule } from './limits.module';
export type { Allowance, RateLimiter } from './rate-limiter';
