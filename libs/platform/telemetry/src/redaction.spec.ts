import { redact, redactText } from './redaction';

const CANARY = 'c4n4ry-v4lue';

describe('redactText', () => {
  it.each([
    `connect postgres://user:${CANARY}@db:5432/skyledger failed`,
    `amqp://:${CANARY}@broker`,
    `Authorization: Bearer ${CANARY}`,
    `authorization=Basic ${CANARY}==`,
    `password=${CANARY}&x=1`,
    `client_secret: ${CANARY}`,
    `GET /?X-Amz-Security-Token=${CANARY}&X-Amz-Signature=${CANARY}`,
    `{"apiToken":"${CANARY}"}`,
    JSON.stringify(JSON.stringify({ secret_access_key: CANARY })),
    `-----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${CANARY}`,
  ])('hides the secret in %j', (text) => {
    expect(redactText(text)).not.toContain(CANARY);
    expect(redactText(text)).toContain('[redacted]');
  });

  it('leaves ordinary text alone', () => {
    const text =
      'GET https://api.hetzner.cloud/v1/servers?page=2 answered 403: token lacks a scope';
    expect(redactText(text)).toBe(text);
  });

  it('cuts and stays quick on hostile text', () => {
    const started = performance.now();
    expect(redactText('-token'.repeat(200_000)).length).toBeLessThan(20_000);
    expect(redactText('a://'.repeat(200_000)).length).toBeLessThan(20_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('redact', () => {
  it.each([
    'password',
    'apiToken',
    'api_token',
    'X-Auth-Token',
    'secretAccessKey',
    'sessionToken',
    'clientSecret',
    'private_key',
    'Authorization',
    'credentials',
    'ciphertext',
    'encryptionKeysOld',
    'Set-Cookie',
  ])('hides %s at any depth', (key) => {
    const value = { run: { steps: [{ [key]: CANARY }, { [key]: { inner: CANARY } }] } };
    expect(JSON.stringify(redact(value))).not.toContain(CANARY);
    expect(JSON.stringify(redact(new Map([['a', new Map([[key, CANARY]])]])))).not.toContain(
      CANARY,
    );
  });

  it('keeps what only speaks about a secret', () => {
    const value = {
      tokenId: 't-1',
      hasToken: true,
      secret: null,
      accessKeyId: 'AKIA',
      secretCount: 2,
    };
    expect(redact(value)).toEqual(value);
  });

  it('hides secrets in errors, their causes and their fields', () => {
    const cause = Object.assign(new Error(`password=${CANARY}`), { config: { token: CANARY } });
    const error = new TypeError(`postgres://u:${CANARY}@h`, { cause });
    const copy = redact({ err: error });
    expect(JSON.stringify(copy)).not.toContain(CANARY);
    expect(copy).toMatchObject({ err: { type: 'TypeError', cause: { type: 'Error' } } });
  });

  it('ends circles, depth and sheer mass, and shows bytes by their length', () => {
    const circle: Record<string, unknown> = {
      at: new Date(0),
      bytes: Buffer.from(CANARY),
      big: 5n,
    };
    circle['self'] = circle;
    expect(redact(circle)).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      bytes: `[${CANARY.length} bytes]`,
      big: '5',
      self: '[circular]',
    });
    const wide = (depth: number): unknown =>
      Array.from({ length: 9 }, () => depth && wide(depth - 1));
    expect(JSON.stringify(redact(wide(5))).length).toBeLessThan(100_000);
    let deep: unknown = CANARY;
    for (let level = 0; level < 50; level += 1) deep = { deep };
    expect(JSON.stringify(redact(deep))).toContain('[too deep]');
  });

  it('does not throw on what cannot be read', () => {
    const trap = {
      toJSON: (): never => {
        throw new Error('no');
      },
    };
    expect(redact({ trap, rest: 1 })).toEqual({ trap: '[unreadable]', rest: 1 });
  });
});
