import { createPrivateKey } from 'node:crypto';
import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { federationConfigurationSchema } from './federation-configuration';

const email = z
  .string()
  .trim()
  .regex(/^[\w.-]+@[\w.-]+\.gserviceaccount\.com$/, {
    error: 'expected the e-mail address of a service account, ending in gserviceaccount.com',
  });

const projectId = z
  .string()
  .trim()
  .regex(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/, {
    error: 'expected a project id: 6 to 30 small letters, digits and hyphens',
  });

const keySchema = z.object({
  type: z.literal('service_account'),
  project_id: z.string(),
  private_key_id: z.string(),
  private_key: z.string().refine(isPrivateKey, 'is no private key'),
  client_email: email,
  universe_domain: z.literal('googleapis.com').optional(),
});

/** The parts of a service account's key file that are used. */
export type ServiceAccountKey = z.output<typeof keySchema>;

const impersonation = {
  method: z.literal('impersonation'),
  service_account_email: email,
};

const federation = {
  method: z.literal('federation'),
  external_account_configuration: z
    .string()
    .max(16_384)
    .superRefine(holding(federationConfigurationSchema))
    .meta({
      description:
        'The JSON that `gcloud iam workload-identity-pools create-cred-config` wrote; it holds no secret',
    }),
};

const keyFile = {
  method: z.literal('key_file'),
  service_account_key: secret()
    .superRefine(holding(keySchema))
    .meta({ description: 'The JSON of a key of the service account' }),
};

const project = { project_id: projectId };

/**
 * How Skyledger gets into a project: by impersonating a service account of it with the identity of
 * this process, by workload identity federation, or with the key file of a service account.
 */
export const gcpCredentialsSchema = z.discriminatedUnion('method', [
  z.strictObject({ ...project, ...impersonation }),
  z.strictObject({ ...project, ...federation }),
  z.strictObject({ ...keyFile, project_id: projectId.optional() }),
]);

export type GcpCredentials = z.output<typeof gcpCredentialsSchema>;

const parent = {
  parent: z
    .string()
    .trim()
    .regex(/^(?:organizations|folders)\/\d{1,20}$/, {
      error: 'expected organizations/ or folders/ and a number',
    })
    .meta({
      description:
        'Whose projects are meant: `organizations/123456789012`, or a folder: `folders/345678901234`',
    }),
};

/** The same ways into many projects: those of an organisation, or of a folder of it. */
export const gcpOrganizationSchema = z.discriminatedUnion('method', [
  z.strictObject({ ...parent, ...impersonation }),
  z.strictObject({ ...parent, ...federation }),
  z.strictObject({ ...parent, ...keyFile }),
]);

export type GcpOrganizationConnection = z.output<typeof gcpOrganizationSchema>;

/** What gets a token, wherever that leads to. */
export type GcpAccess = GcpCredentials | GcpOrganizationConnection;

/** @throws ZodError when the text was not validated before */
export function readServiceAccountKey(text: string): ServiceAccountKey {
  return keySchema.parse(parseJson(text));
}

/** Refuses a text that is not the JSON of a document; says where it is wrong, never what it holds. */
function holding(schema: z.ZodType): (text: string, context: z.RefinementCtx) => void {
  return (text, context) => {
    const outcome = schema.safeParse(parseJson(text));
    for (const issue of outcome.error?.issues ?? []) {
      const where = issue.path.join('.');
      const message =
        where === '' ? 'expected the JSON of the whole file' : `${where}: ${issue.message}`;
      context.addIssue({ code: 'custom', message });
    }
  };
}

/** The parser's own error would quote the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
