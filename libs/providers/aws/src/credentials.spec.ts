import { z } from 'zod';
import { awsCredentialsSchema } from './credentials';

const KEYS = { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: 'not-a-real-secret' };
const ROLE = { role_arn: 'arn:aws:iam::123456789012:role/team/Skyledger', external_id: 'ext-1' };

function fieldErrors(input: unknown): Record<string, string[] | undefined> {
  const result = awsCredentialsSchema.safeParse(input);
  if (result.success) throw new Error('expected the credentials to be refused');
  return z.flattenError(result.error).fieldErrors;
}

describe('awsCredentialsSchema', () => {
  it.each([
    ['access keys', KEYS, 'access_keys'],
    [
      'temporary keys',
      { ...KEYS, access_key_id: 'ASIAIOSFODNN7EXAMPLE', session_token: 't' },
      'access_keys',
    ],
    ['a role alone', { role_arn: ROLE.role_arn }, 'role'],
    ['a role with an external id', ROLE, 'role'],
    ['a role with keys to assume it', { ...ROLE, ...KEYS }, 'role'],
    [
      'a role in China',
      { role_arn: 'arn:aws-cn:iam::123456789012:role/S', home_region: 'cn-northwest-1' },
      'role',
    ],
    ['a role in GovCloud', { role_arn: 'arn:aws-us-gov:iam::123456789012:role/S' }, 'role'],
    ['a stated method', { method: 'access_keys', ...KEYS }, 'access_keys'],
  ])('accepts %s', (_what, input, method) => {
    expect(awsCredentialsSchema.parse(input)).toEqual({ method, ...input });
  });

  it('accepts its own output again', () => {
    const parsed = awsCredentialsSchema.parse({ ...ROLE, ...KEYS });
    expect(awsCredentialsSchema.parse(parsed)).toEqual(parsed);
  });

  it('trims pasted ids', () => {
    const pasted = { ...KEYS, access_key_id: ` ${KEYS.access_key_id}\n` };
    expect(awsCredentialsSchema.parse(pasted)).toMatchObject(KEYS);
  });

  it.each([
    ['a missing secret', { access_key_id: KEYS.access_key_id }, 'secret_access_key', /string/],
    ['nothing', {}, 'access_key_id', /string/],
    [
      'a user id for a key id',
      { ...KEYS, access_key_id: 'AIDAIOSFODNN7EXAMPLE' },
      'access_key_id',
      /AKIA or ASIA/,
    ],
    [
      'a temporary key without its token',
      { ...KEYS, access_key_id: 'ASIAIOSFODNN7EXAMPLE' },
      'session_token',
      /session token/,
    ],
    [
      'the ARN of a user',
      { role_arn: 'arn:aws:iam::123456789012:user/S' },
      'role_arn',
      /ARN of a role/,
    ],
    [
      'an ARN of another cloud',
      { role_arn: 'arn:evil:iam::123456789012:role/S' },
      'role_arn',
      /ARN of a role/,
    ],
    ['a short external id', { ...ROLE, external_id: 'x' }, 'external_id', /2 to 1224/],
    [
      'a role with half a key',
      { ...ROLE, access_key_id: KEYS.access_key_id },
      'secret_access_key',
      /secret of access_key_id/,
    ],
    [
      'a role with the other half',
      { ...ROLE, secret_access_key: 's' },
      'access_key_id',
      /id of the access key/,
    ],
    [
      'a home region elsewhere',
      { ...ROLE, home_region: 'cn-north-1' },
      'home_region',
      /partition, aws/,
    ],
    [
      'a home region that is none',
      { ...KEYS, home_region: 'Frankfurt' },
      'home_region',
      /such as eu-central-1/,
    ],
    ['an unknown method', { method: 'magic' }, 'method', /./],
  ])('refuses %s and names the field', (_what, input, field, message) => {
    expect(fieldErrors(input)[field]?.join()).toMatch(message);
  });

  it('refuses fields that belong to no method', () => {
    const result = awsCredentialsSchema.safeParse({ ...KEYS, external_id: 'ext-1' });
    expect(result.error?.message).toMatch(/external_id/);
  });

  it('refuses what is no object', () => {
    expect(awsCredentialsSchema.safeParse('AKIAIOSFODNN7EXAMPLE').success).toBe(false);
    expect(awsCredentialsSchema.safeParse(null).success).toBe(false);
  });

  it('never repeats a secret in its errors', () => {
    const result = awsCredentialsSchema.safeParse({
      ...KEYS,
      access_key_id: 'x',
      secret_access_key: 'CANARY',
    });
    expect(JSON.stringify(result.error)).not.toContain('CANARY');
  });

  it.each(['input', 'output'] as const)('describes its %s as a form with marked secrets', (io) => {
    const form = z.toJSONSchema(awsCredentialsSchema, { io });
    const fields = (form.oneOf ?? []).map(({ properties }) => properties);
    expect(fields).toHaveLength(2);
    for (const field of fields) {
      expect(field).toMatchObject({
        secret_access_key: { format: 'password', writeOnly: true },
        session_token: { format: 'password', writeOnly: true },
      });
    }
  });
});
