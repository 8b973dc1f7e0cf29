export { aws } from './provider';
export { readOnlyPolicy } from './trust/read-only-policy';
export type { AwsCredentials } from './credentials';
export type { AwsClient } from './client';
