import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingGate } from '@skyledger/provider-sdk';
import { proxmox } from './provider';

/** Self-signed for 127.0.0.1 and made anew by every run. */
function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'skyledger-certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-days', '2', '-subj', '/CN=pve', '-addext', 'subjectAltName=IP:127.0.0.1'],
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
const requests: IncomingMessage[] = [];
const server = createServer(own, (request, response) => {
  requests.push(request);
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  response.end('{"data":[{"node":"pve1","status":"online"}]}');
});
let endpoint: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

beforeEach(() => {
  requests.length = 0;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function readNodes(trust: object): Promise<readonly unknown[]> {
  const credentials = {
    url: 'https://pve.example.com:8006',
    token_id: 'skyledger@pve!test',
    token_secret: 'canary-secret',
    verify_ssl: true,
    ...trust,
  };
  const gate = recordingGate((error) => proxmox.classifyError(error));
  const client = await proxmox.connect(credentials, { gate, endpoint });
  try {
    return await client.list('/nodes');
  } finally {
    await proxmox.disconnect(client);
  }
}

describe('a connection to Proxmox VE', () => {
  it.each([
    ['the authority that was given', { ca_certificate: own.cert }],
    [
      'the fingerprint that was given',
      { fingerprint: new X509Certificate(own.cert).fingerprint256 },
    ],
    ['any certificate, when told so', { verify_ssl: false, ca_certificate: '', fingerprint: '' }],
  ])('trusts %s', async (_what, trust) => {
    expect(await readNodes(trust)).toEqual([{ node: 'pve1', status: 'online' }]);
    expect(requests[0]?.url).toBe('/api2/json/nodes');
    expect(requests[0]?.headers.authorization).toBe('PVEAPIToken=skyledger@pve!test=canary-secret');
  });

  it.each([
    ['nobody vouches for', {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['has another fingerprint', { fingerprint: '00'.repeat(32) }, 'FINGERPRINT_MISMATCH'],
    [
      'has another fingerprint, even when any certificate will do',
      { verify_ssl: false, fingerprint: '00'.repeat(32) },
      'FINGERPRINT_MISMATCH',
    ],
  ])('does not send the token to a server that %s', async (_what, trust, code) => {
    await expect(readNodes(trust)).rejects.toMatchObject({
      fault: { kind: 'unauthenticated', code },
    });
    expect(requests).toEqual([]);
  });
});
