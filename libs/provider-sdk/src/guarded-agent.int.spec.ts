import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { fetch, type Agent } from 'undici';
import { createGuardedAgent, findGuardRefusal, type GuardedAgentOptions } from './guarded-agent';
import { HttpClient } from './http-client';
import { classifyHttpError } from './http-fault';
import { recordingGate } from './test-kit';

interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

/** Self-signed for `pve.test` and made anew by every run. */
function makeCertificate(): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'skyledger-certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-days', '2', '-subj', '/CN=pve.test', '-addext', 'subjectAltName=DNS:pve.test'],
        ...['-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const own = makeCertificate();
const foreign = makeCertificate();
const fingerprintOf = ({ cert }: TestCertificate): string =>
  new X509Certificate(cert).fingerprint256;

const requests: IncomingMessage[] = [];
const server = createServer({ key: own.key, cert: own.cert }, (request, response) => {
  requests.push(request);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":1}');
});
const plain = createPlainServer((request, response) => {
  requests.push(request);
  response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
});
const agents: Agent[] = [];
let lookups: string[] = [];
let url: string;
let plainUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  url = `https://pve.test:${(server.address() as AddressInfo).port}/`;
  plainUrl = `http://pve.test:${(plain.address() as AddressInfo).port}/`;
});

beforeEach(() => {
  requests.length = 0;
  lookups = [];
});

afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.close()));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await new Promise((resolve) => plain.close(resolve));
});

/** An agent that asks no DNS: every name has the given addresses, one set a lookup. */
function agentFor(answers: string[][], options: GuardedAgentOptions = {}): Agent {
  const agent = createGuardedAgent({
    resolve: (hostname) => {
      lookups.push(hostname);
      return Promise.resolve(answers[Math.min(lookups.length, answers.length) - 1] ?? []);
    },
    ...options,
  });
  agents.push(agent);
  return agent;
}

const HERE = [['127.0.0.1']];

async function failureOf(agent: Agent, address: string): Promise<unknown> {
  return fetch(address, { dispatcher: agent }).then(
    () => 'it connected',
    (error: unknown) => error,
  );
}

describe('the guarded agent', () => {
  it.each([
    ['a name that means this machine', HERE],
    ['a name that means the metadata service', [['169.254.169.254']]],
    ['a name that means both a public address and this machine', [['8.8.8.8', '127.0.0.1']]],
    ['a name that means this machine in IPv6', [['::1']]],
    ['a name that means this machine in a mapped form', [['::ffff:127.0.0.1']]],
  ])('refuses %s', async (_what, answers) => {
    const error = await failureOf(agentFor(answers, { tls: { rejectUnauthorized: false } }), url);
    expect(findGuardRefusal(error)).toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(requests).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '0',
    '169.254.169.254',
    '2852039166',
    '[fd00:ec2::254]',
  ])('refuses the host %s without asking what it means', async (host) => {
    const { port } = new URL(url);
    const error = await failureOf(agentFor(HERE), `https://${host}:${port}/`);
    expect(findGuardRefusal(error)).toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(lookups).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('connects to the address it has checked, and checks again for the next connection', async () => {
    const tls = { ca: own.cert };
    const agent = agentFor([['127.0.0.1'], ['169.254.169.254']], { allowLoopback: true, tls });
    const response = await fetch(url, { dispatcher: agent, headers: { connection: 'close' } });
    await response.text();
    expect(lookups).toEqual(['pve.test']);
    expect(requests).toHaveLength(1);
    const error = await failureOf(agent, url);
    expect(findGuardRefusal(error)).toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(lookups).toHaveLength(2);
    expect(requests).toHaveLength(1);
  });

  it('says that a name has no address', async () => {
    expect(classifyHttpError(await failureOf(agentFor([[]]), url))).toMatchObject({
      kind: 'unavailable',
      code: 'ENOTFOUND',
    });
  });

  it('does not follow a redirect to an address it would refuse', async () => {
    const client = new HttpClient({
      gate: recordingGate(classifyHttpError),
      baseUrl: plainUrl,
      agent: agentFor(HERE, { allowLoopback: true }),
    });
    const outcome = client.get('test:redirect', '', { read: (body) => body });
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'malformed', code: 'HTTP 302' } });
    expect(requests).toHaveLength(1);
  });
});

describe('the certificate of a guarded connection', () => {
  const open = async (tls: GuardedAgentOptions['tls']): Promise<unknown> => {
    const agent = agentFor(HERE, { allowLoopback: true, tls });
    return (await fetch(url, { dispatcher: agent })).json();
  };

  it.each([
    ['is trusted by its authority', { ca: own.cert }],
    ['is trusted by its fingerprint', { fingerprint: fingerprintOf(own) }],
    [
      'is trusted by its fingerprint without colons',
      { fingerprint: fingerprintOf(own).replaceAll(':', '').toLowerCase() },
    ],
    ['is not looked at when told so', { rejectUnauthorized: false }],
  ])('%s', async (_what, tls) => {
    expect(await open(tls)).toEqual({ data: 1 });
  });

  it.each([
    ['nobody vouches for it', {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['another authority is trusted', { ca: foreign.cert }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('is refused when %s', async (_what, tls, code) => {
    const error = await open(tls).catch((reason: unknown) => reason);
    expect(classifyHttpError(error)).toMatchObject({ code });
    expect(requests).toEqual([]);
  });

  it.each([
    ['the server is to be trusted otherwise', { ca: own.cert }],
    ['certificates are not looked at', { rejectUnauthorized: false }],
  ])('is refused for another fingerprint, even when %s', async (_what, tls) => {
    const error = await open({ ...tls, fingerprint: fingerprintOf(foreign) }).catch(
      (reason: unknown) => reason,
    );
    expect(findGuardRefusal(error)).toMatchObject({ code: 'FINGERPRINT_MISMATCH' });
    expect(requests).toEqual([]);
  });

  it('of another name is refused', async () => {
    const agent = agentFor(HERE, { allowLoopback: true, tls: { ca: own.cert } });
    const error = await failureOf(agent, url.replace('pve.test', 'other.test'));
    expect(classifyHttpError(error)).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    expect(requests).toEqual([]);
  });
});
