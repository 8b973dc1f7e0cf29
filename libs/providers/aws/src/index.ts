export { aws } from './provider';
export type { AwsCredentials } from './credentials';
export type { AwsClient } from './client';
