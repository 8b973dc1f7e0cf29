import { DEMO_GCP } from '@skyledger/cloud-emulator';
import { gcp } from './provider';

const CONFIGURATION = {
  type: 'external_account',
  audience:
    '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/cluster',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: { file: '/var/run/secrets/tokens/gcp' },
};

const federated = (changes: object = {}): object => ({
  method: 'federation',
  project_id: 'my-project-1',
  external_account_configuration: JSON.stringify({ ...CONFIGURATION, ...changes }),
});

const keyed = (changes: object = {}): object => ({
  method: 'key_file',
  service_account_key: JSON.stringify({ ...JSON.parse(DEMO_GCP.keyFile), ...changes }),
});

const refusals = (credentials: unknown): string[] =>
  (gcp.credentials.safeParse(credentials).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('Google Cloud credentials', () => {
  it.each<[string, object]>([
    [
      'impersonation',
      {
        method: 'impersonation',
        project_id: 'my-project-1',
        service_account_email: 'reader@my-project-1.iam.gserviceaccount.com',
      },
    ],
    ['federation', federated()],
    [
      'federation with a role of AWS',
      federated({
        credential_source: {
          environment_id: 'aws1',
          region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
          url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
          regional_cred_verification_url:
            'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
        },
      }),
    ],
    [
      'federation with an identity of Azure',
      federated({
        credential_source: {
          url: 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api://app',
          headers: { Metadata: 'True' },
          format: { type: 'json', subject_token_field_name: 'access_token' },
        },
      }),
    ],
    ['a key file', keyed()],
    ['a key file of another project', { ...keyed(), project_id: 'other-project' }],
  ])('take %s', (_what, credentials) => {
    expect(refusals(credentials)).toEqual([]);
  });

  it.each<[string, object]>([
    ['a file of ours', { file: '/etc/shadow' }],
    ['a file of ours by a detour', { file: '/var/run/secrets/../../../etc/shadow' }],
    ['a program', { executable: { command: '/bin/sh -c id' } }],
    ['an address of ours', { url: 'http://169.254.169.254/computeMetadata/v1/' }],
    ['an address of anyone', { url: 'https://attacker.example/token' }],
    [
      'a role of AWS asked elsewhere',
      {
        environment_id: 'aws1',
        regional_cred_verification_url: 'https://attacker.example/{region}',
      },
    ],
  ])('refuse a federation that reads %s', (_what, credential_source) => {
    expect(refusals(federated({ credential_source }))).toEqual([
      expect.stringMatching(/^external_account_configuration: credential_source/),
    ]);
  });

  it.each([
    ['token_url', 'https://attacker.example/token'],
    ['service_account_impersonation_url', 'https://attacker.example/x:generateAccessToken'],
    ['audience', '//iam.googleapis.com/locations/global/workforcePools/p/providers/x'],
    ['type', 'authorized_user'],
    ['universe_domain', 'attacker.example'],
  ])('refuse a federation with another %s', (field, value) => {
    expect(refusals(federated({ [field]: value }))).toEqual([
      expect.stringContaining(`external_account_configuration: ${field}`),
    ]);
  });

  it.each<[string, unknown, string]>([
    ['another kind of key', keyed({ type: 'authorized_user' }), 'type'],
    ['a broken key', keyed({ private_key: 'canary' }), 'private_key'],
    [
      'an e-mail address of a person',
      keyed({ client_email: 'canary@example.com' }),
      'client_email',
    ],
    ['another universe', keyed({ universe_domain: 'canary.example' }), 'universe_domain'],
    ['no JSON', { method: 'key_file', service_account_key: 'canary' }, 'expected the JSON'],
  ])('refuse %s, without quoting it', (_what, credentials, part) => {
    const told = refusals(credentials).join('\n');
    expect(told).toContain(`service_account_key: ${part}`);
    expect(told).not.toContain('canary');
  });

  it('refuse fields they do not know', () => {
    expect(refusals({ ...keyed(), endpoint: 'x' })).toHaveLength(1);
  });
});

describe('Google Cloud endpoint', () => {
  it('has to be a web address', async () => {
    const gate = { run: jest.fn(), observe: jest.fn() };
    const credentials = gcp.credentials.parse(keyed());
    const connection = gcp.connect(credentials, { gate, endpoint: 'ftp://example.com' });
    await expect(connection).rejects.toThrow(TypeError);
  });
});
