import { rootCertificates } from 'node:tls';
import { proxmox } from './provider';

const GIVEN = {
  url: 'https://pve.example.com:8006',
  token_id: 'skyledger@pve!discovery',
  token_secret: '12345678-aaaa-4bbb-8ccc-1234567890ab',
};
const FINGERPRINT = Array.from({ length: 32 }, (_, at) => (at + 16).toString(16)).join(':');

const read = (changes: object): ReturnType<typeof proxmox.credentials.safeParse> =>
  proxmox.credentials.safeParse({ ...GIVEN, ...changes });

const refusedFields = (changes: object): unknown[] => [
  ...new Set((read(changes).error?.issues ?? []).map((issue) => issue.path[0])),
];

describe('Proxmox VE credentials', () => {
  it('verify certificates unless told not to', () => {
    expect(read({}).data).toEqual({ ...GIVEN, verify_ssl: true });
    expect(read({ verify_ssl: false }).data?.verify_ssl).toBe(false);
  });

  it('are taken without the blanks that copying brings along', () => {
    const padded = Object.fromEntries(
      Object.entries(GIVEN).map(([key, text]) => [key, ` ${text}\n`]),
    );
    expect(read(padded).data).toMatchObject(GIVEN);
  });

  it.each([
    'https://pve.example.com',
    'https://pve.example.com:8006/',
    'https://192.168.1.10:8006',
    'https://10.0.0.1:8006',
    'https://[fd12:3456::1]:8006',
  ])('have the address %s', (url) => {
    expect(refusedFields({ url })).toEqual([]);
  });

  it.each([
    'pve.example.com:8006',
    'http://pve.example.com:8006',
    'ftp://pve.example.com',
    'https://root:canary@pve.example.com:8006',
    'https://pve.example.com:8006/api2/json',
    'https://pve.example.com:8006/?x=1',
    'https://pve.example.com:8006/#v1',
    'https://',
    '',
    42,
  ])('refuse the address %p', (url) => {
    expect(refusedFields({ url })).toEqual(['url']);
    expect(JSON.stringify(read({ url }).error)).not.toContain('canary');
  });

  it.each([
    'https://127.0.0.1:8006',
    'https://2130706433:8006',
    'https://0x7f.1:8006',
    'https://0177.0.0.1',
    'https://[::1]:8006',
    'https://[::ffff:169.254.169.254]',
    'https://169.254.169.254',
    'https://0.0.0.0:8006',
    'https://[fd00:ec2::254]',
  ])('refuse the address %s, which is this machine or its cloud', (url) => {
    expect(refusedFields({ url })).toEqual(['url']);
  });

  it.each(['root@pam', 'root!x', 'skyledger@pve!a b', 'a@b!c=d', '', 'x'.repeat(300)])(
    'refuse the token id %p',
    (token_id) => {
      expect(refusedFields({ token_id })).toEqual(['token_id']);
    },
  );

  it('never quote a refused secret', () => {
    const token_secret = 'canary secret';
    expect(refusedFields({ token_secret })).toEqual(['token_secret']);
    expect(JSON.stringify(read({ token_secret }).error)).not.toContain('canary');
  });

  it.each([FINGERPRINT, FINGERPRINT.toUpperCase(), FINGERPRINT.replaceAll(':', ''), ''])(
    'take the fingerprint %p',
    (fingerprint) => {
      expect(refusedFields({ fingerprint })).toEqual([]);
    },
  );

  it.each(['12:34', FINGERPRINT.slice(3), `${FINGERPRINT}:00`, 'g'.repeat(64)])(
    'refuse the fingerprint %p',
    (fingerprint) => {
      expect(refusedFields({ fingerprint })).toEqual(['fingerprint']);
    },
  );

  it('take a certificate in PEM, and nothing else', () => {
    const [pem = ''] = rootCertificates;
    expect(refusedFields({ ca_certificate: `${pem}\n` })).toEqual([]);
    expect(refusedFields({ ca_certificate: `${pem}\n${pem}` })).toEqual([]);
    expect(refusedFields({ ca_certificate: '' })).toEqual([]);
    for (const odd of ['MIIB', pem.replace(/\n[^-]*\n/, '\nMIIB\n'), `x${pem}`]) {
      expect(refusedFields({ ca_certificate: odd })).toEqual(['ca_certificate']);
    }
  });

  it('refuse fields they do not know', () => {
    expect(read({ password: 'x' }).success).toBe(false);
  });
});
