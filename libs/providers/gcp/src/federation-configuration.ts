import { z } from 'zod';

/*
 * A configuration of an external account names files and addresses that tokens are fetched from and
 * sent to. It comes from people, so only Google's own addresses, the metadata services of clouds and
 * the places where Kubernetes puts tokens are accepted; never a program to be run. See
 * https://cloud.google.com/docs/authentication/external/externally-sourced-credentials
 */

const METADATA = 'http://169.254.169.254';

const format = z.object({
  type: z.enum(['text', 'json']),
  subject_token_field_name: z.string().optional(),
});

/** A token that Kubernetes or the like keeps fresh in a file. */
const fileSource = z.object({
  file: z
    .string()
    .regex(/^(?:\/var)?\/run\/secrets\/(?!.*\.\.)[\w./-]+$/, 'must be below /var/run/secrets'),
  format: format.optional(),
});

/** The managed identity of a machine in Azure. */
const azureSource = z.object({
  url: z
    .string()
    .regex(
      /^http:\/\/169\.254\.169\.254\/metadata\/identity\/oauth2\/token\?[\w=&.:/%-]+$/,
      'must be the metadata service of Azure',
    ),
  headers: z.object({ Metadata: z.string() }).optional(),
  format: format.optional(),
});

/** The role of a machine in AWS. */
const awsSource = z.object({
  environment_id: z.literal('aws1'),
  region_url: z.literal(`${METADATA}/latest/meta-data/placement/availability-zone`).optional(),
  url: z.literal(`${METADATA}/latest/meta-data/iam/security-credentials`).optional(),
  regional_cred_verification_url: z.literal(
    'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  ),
  imdsv2_session_token_url: z.literal(`${METADATA}/latest/api/token`).optional(),
});

/** What `gcloud iam workload-identity-pools create-cred-config` writes, as far as it is accepted. */
export const federationConfigurationSchema = z.object({
  type: z.literal('external_account'),
  audience: z
    .string()
    .regex(
      /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[\w-]+\/providers\/[\w-]+$/,
      'must be a provider of a workload identity pool',
    ),
  subject_token_type: z.string(),
  token_url: z.literal('https://sts.googleapis.com/v1/token'),
  service_account_impersonation_url: z
    .string()
    .regex(
      /^https:\/\/iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/[\w.@-]+:generateAccessToken$/,
      'must be the generateAccessToken address of a service account',
    )
    .optional(),
  universe_domain: z.literal('googleapis.com').optional(),
  credential_source: z.union([awsSource, azureSource, fileSource]),
});

export type FederationConfiguration = z.output<typeof federationConfigurationSchema>;
