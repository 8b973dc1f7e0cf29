import { generateKeyPairSync } from 'node:crypto';
import { DEMO_GCP, type EstateSpec } from '@skyledger/cloud-emulator';
import type { ProviderId } from '@skyledger/resource-model';
import { aHetznerProject, anAwsAccount, anEstate } from '../harness';

/** An account of a provider whose secrets exist nowhere else. */
export interface CanaryLogin {
  readonly provider: ProviderId;
  readonly method: string;
  /** There is no other way in, so that credentials do not name it. */
  readonly isOnlyMethod?: true;
  /** What opens the account; without the method. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The same with other secrets, which the provider refuses. */
  readonly wrong: Readonly<Record<string, unknown>>;
  /** Names of the values that are secret. */
  readonly secretFields: readonly string[];
  /** The account in the emulator. */
  readonly estate: Partial<EstateSpec>;
  /** Texts to search for, by what they are. */
  readonly canaries: readonly (readonly [name: string, secret: string])[];
}

/** The secrets that open an account and those that do not, both to be searched for. */
function login(
  each: Pick<CanaryLogin, 'provider' | 'method' | 'isOnlyMethod' | 'estate'> & {
    open?: Record<string, unknown>;
    right: Record<string, string>;
    wrong: Record<string, string>;
    /** The part of a secret that is secret; all of it when left out. */
    secretOf?: (text: string) => string;
  },
): CanaryLogin {
  const { open = {}, right, wrong, secretOf = (text) => text, ...same } = each;
  const named = (secrets: Record<string, string>, kind: string): [string, string][] =>
    Object.entries(secrets).map(([field, text]) => [
      `${kind} ${field} of ${each.provider}`,
      secretOf(text),
    ]);
  return {
    ...same,
    values: { ...open, ...right },
    wrong: { ...open, ...wrong },
    secretFields: Object.keys(right),
    canaries: [...named(right, 'good'), ...named(wrong, 'wrong')],
  };
}

const ROLE = 'arn:aws:iam::111122220001:role/Reader';
const AWS_SECRET = 'CANARY/aws+secret/access=key0123456789ab';
const awsSpec = anAwsAccount(1, {
  secretAccessKey: AWS_SECRET,
  regions: [{ name: 'us-east-1' }],
  roles: [{ arn: ROLE }],
  counts: { instances: 2, dbInstances: 1 },
  buckets: 1,
});

const aws = login({
  provider: 'aws',
  method: 'role',
  open: { role_arn: ROLE, access_key_id: awsSpec.accessKeyId },
  right: { secret_access_key: AWS_SECRET },
  wrong: { secret_access_key: 'CANARY/aws+wrong/secret=key0123456789abc' },
  estate: { aws: [awsSpec] },
});

const AZURE = {
  tenantId: '7d1c3a52-08c4-4f6e-9b1d-52a7c90e6f11',
  clientId: '2b7f4e90-61aa-4d0c-8c57-0f9d13b8a422',
  subscriptionId: '5e0a9c34-9d21-47b5-a3f8-6c41d7e2b033',
} as const;
const AZURE_SECRET = 'CANARY~azure.client-secret_0123456789abcd';

const azure = login({
  provider: 'azure',
  method: 'service_principal',
  open: {
    tenant_id: AZURE.tenantId,
    client_id: AZURE.clientId,
    subscription_id: AZURE.subscriptionId,
  },
  right: { client_secret: AZURE_SECRET },
  wrong: { client_secret: 'CANARY~azure.wrong-secret_0123456789abcde' },
  estate: {
    azure: [
      {
        account: 'canary-subscription',
        ...AZURE,
        clientSecret: AZURE_SECRET,
        counts: { machines: 2, networks: 1, securityGroups: 1 },
      },
    ],
  },
});

const DIGITALOCEAN = {
  token: 'dop_v1_CANARY0digitalocean0token0that0exists0nowhere0else0123456789abcd',
  accessKeyId: 'DO00CANARYSPACESKEY0',
  secretAccessKey: 'CANARYdigitaloceanSpacesSecretKey0123456789',
} as const;

const digitalocean = login({
  provider: 'digitalocean',
  method: 'api_token',
  isOnlyMethod: true,
  open: { spaces_access_key_id: DIGITALOCEAN.accessKeyId },
  right: {
    api_token: DIGITALOCEAN.token,
    spaces_secret_access_key: DIGITALOCEAN.secretAccessKey,
  },
  wrong: {
    api_token: 'dop_v1_CANARY0digitalocean0wrong0that0exists0nowhere0else0123456789abcd',
    spaces_secret_access_key: 'CANARYdigitaloceanWrongSecretKey01234567890',
  },
  estate: {
    digitalocean: [
      {
        account: 'canary-team',
        token: DIGITALOCEAN.token,
        spacesKey: DIGITALOCEAN,
        requestsPerHour: 500_000,
        counts: { droplets: 2, spaces: 1 },
      },
    ],
  },
});

/** A line of the key's file from the middle of what only the private half holds. */
const PRIVATE_LINE = 9;
const [gcpKey, wrongGcpKey] = [aKeyPair(), aKeyPair()];

const gcp = login({
  provider: 'gcp',
  method: 'key_file',
  right: { service_account_key: keyFileWith(gcpKey.privateKey) },
  wrong: { service_account_key: keyFileWith(wrongGcpKey.privateKey) },
  secretOf: (file) =>
    (JSON.parse(file) as { private_key: string }).private_key.split('\n')[PRIVATE_LINE]!,
  estate: {
    gcp: [
      {
        account: DEMO_GCP.project,
        serviceAccount: {
          email: DEMO_GCP.email,
          keyId: DEMO_GCP.keyId,
          publicKey: gcpKey.publicKey,
        },
        counts: { instances: 2, buckets: 1 },
      },
    ],
  },
});

const HETZNER_TOKEN = 'CANARYhetznerTokenCANARYhetznerTokenCANARYhetznerTokenCANARY0123';

const hetzner = login({
  provider: 'hetzner',
  method: 'api_token',
  isOnlyMethod: true,
  right: { api_token: HETZNER_TOKEN },
  wrong: { api_token: 'CANARYwrongTokenCANARYwrongTokenCANARYwrongTokenCANARYwrong0123' },
  estate: {
    hetzner: [
      aHetznerProject(1, { token: HETZNER_TOKEN, counts: { servers: 2, networks: 1, volumes: 1 } }),
    ],
  },
});

const IONOS_LOGIN = {
  username: 'reader@example.com',
  password: 'CANARY ionos: pässword "0123456789"',
} as const;

const ionos = login({
  provider: 'ionos',
  method: 'password',
  open: { username: IONOS_LOGIN.username },
  right: { password: IONOS_LOGIN.password },
  wrong: { password: 'CANARY ionos: wrong "0123456789abc"' },
  estate: {
    ionos: [
      {
        account: 'canary-contract',
        contractNumber: 31_000_001,
        token: 'opens-nothing-here',
        login: IONOS_LOGIN,
        datacenters: 1,
        each: { servers: 1, volumes: 1, lans: 1 },
        databases: 1,
      },
    ],
  },
});

const OVH_KEYS = {
  applicationKey: 'ovhAppKeyOfTests',
  applicationSecret: 'CANARYovhApplicationSecret012345',
  consumerKey: 'CANARYovhConsumerKey0123456789ab',
} as const;

const OVH_OPENSTACK = {
  username: 'user-of-tests',
  password: 'CANARYovhOpenStackPassword012345',
  keyId: 'ovhOpenStackKeyOfTests',
  keySecret: 'CANARYovhOpenStackKeySecret01234',
} as const;

const ovh = login({
  provider: 'ovh',
  method: 'application_key',
  open: {
    endpoint: 'ovh-eu',
    application_key: OVH_KEYS.applicationKey,
    openstack_application_credential_id: OVH_OPENSTACK.keyId,
  },
  right: {
    application_secret: OVH_KEYS.applicationSecret,
    consumer_key: OVH_KEYS.consumerKey,
    openstack_application_credential_secret: OVH_OPENSTACK.keySecret,
  },
  wrong: {
    application_secret: 'CANARYovhWrongAppSecret012345678',
    consumer_key: 'CANARYovhWrongConsumer0123456789',
    openstack_application_credential_secret: 'CANARYovhWrongOpenStack012345678',
  },
  estate: {
    ovh: [
      {
        account: 'ca12345-ovh',
        keys: OVH_KEYS,
        openStack: OVH_OPENSTACK,
        counts: { instances: 2, buckets: 1, securityGroups: 4 },
      },
    ],
  },
});

const PROXMOX = {
  tokenId: 'canary@pve!reader',
  tokenSecret: 'ca9a51e0-0b0b-4ca9-a51e-0123456789ab',
} as const;

const proxmox = login({
  provider: 'proxmox',
  method: 'token_secret',
  isOnlyMethod: true,
  // The emulator's address takes its place.
  open: { url: 'https://pve.example.com:8006', token_id: PROXMOX.tokenId },
  right: { token_secret: PROXMOX.tokenSecret },
  wrong: { token_secret: 'ca9a51e0-bad0-4ca9-a51e-0123456789ab' },
  estate: { proxmox: [{ account: 'canary-cluster', ...PROXMOX, counts: { qemu: 2, lxc: 1 } }] },
});

const SCALEWAY = {
  accessKey: 'SCWCANARY00000000000',
  secretKey: 'ca9a51e0-5ca1-4ca9-a51e-0123456789ab',
  projectId: '9a4c2f10-77de-4b53-8f06-1d2e3c4b5a66',
} as const;

const scaleway = login({
  provider: 'scaleway',
  method: 'secret_key',
  isOnlyMethod: true,
  open: { access_key: SCALEWAY.accessKey, project_id: SCALEWAY.projectId },
  right: { secret_key: SCALEWAY.secretKey },
  wrong: { secret_key: 'ca9a51e0-5bad-4ca9-a51e-0123456789ab' },
  estate: {
    scaleway: [
      {
        account: 'canary-project',
        ...SCALEWAY,
        organizationId: '6b3d8e21-45cf-4a90-9d17-8c7b6a594f77',
        regions: [{ name: 'fr-par', buckets: 1, zones: [{ name: 'fr-par-1', servers: 2 }] }],
      },
    ],
  },
});

/** Credentials as an account is added with, of which some name their method. */
export function credentialsOf(
  { method, isOnlyMethod }: CanaryLogin,
  values: CanaryLogin['values'],
): Record<string, unknown> {
  return isOnlyMethod === true ? { ...values } : { method, ...values };
}

/** One account of every provider. */
export const CANARY_LOGINS: readonly CanaryLogin[] = [
  aws,
  azure,
  digitalocean,
  gcp,
  hetzner,
  ionos,
  ovh,
  proxmox,
  scaleway,
];

/** The estate that they open. */
export function canaryEstate(): EstateSpec {
  return Object.assign(anEstate({}), ...CANARY_LOGINS.map(({ estate }) => estate)) as EstateSpec;
}

function aKeyPair(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

function keyFileWith(privateKey: string): string {
  const file = JSON.parse(DEMO_GCP.keyFile) as Record<string, unknown>;
  return JSON.stringify({ ...file, private_key: privateKey });
}
