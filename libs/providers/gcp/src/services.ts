/**
 * Where each API is. In place of it an endpoint, where one is given, has all of them below itself, by
 * their second address here.
 */
const SERVICES = {
  compute: ['https://compute.googleapis.com/compute/v1', '/compute/v1'],
  storage: ['https://storage.googleapis.com/storage/v1', '/storage/v1'],
  sql: ['https://sqladmin.googleapis.com/v1', '/sql/v1'],
  container: ['https://container.googleapis.com/v1', '/container/v1'],
  crm: ['https://cloudresourcemanager.googleapis.com/v3', '/crm/v3'],
  oauth2: ['https://oauth2.googleapis.com', ''],
  sts: ['https://sts.googleapis.com', '/sts'],
  iamcredentials: ['https://iamcredentials.googleapis.com', '/iamcredentials'],
} as const;

export type Service = keyof typeof SERVICES;

/** The base address of an API. */
export function baseUrl(service: Service, endpoint: string | undefined): string {
  const [real, below] = SERVICES[service];
  return endpoint === undefined ? real : endpoint.replace(/\/+$/, '') + below;
}
