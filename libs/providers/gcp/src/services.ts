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
  iam: ['https://iam.googleapis.com/v1', '/iam/v1'],
  kms: ['https://cloudkms.googleapis.com/v1', '/cloudkms/v1'],
  secretmanager: ['https://secretmanager.googleapis.com/v1', '/secretmanager/v1'],
  run: ['https://run.googleapis.com', '/run'],
  functions: ['https://cloudfunctions.googleapis.com/v2', '/cloudfunctions/v2'],
  bigquery: ['https://bigquery.googleapis.com/bigquery/v2', '/bigquery/v2'],
  pubsub: ['https://pubsub.googleapis.com/v1', '/pubsub/v1'],
  dns: ['https://dns.googleapis.com/dns/v1', '/dns/v1'],
  artifactregistry: ['https://artifactregistry.googleapis.com/v1', '/artifactregistry/v1'],
  cloudasset: ['https://cloudasset.googleapis.com/v1', '/cloudasset/v1'],
  cloudbilling: ['https://cloudbilling.googleapis.com/v1', '/cloudbilling/v1'],
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
