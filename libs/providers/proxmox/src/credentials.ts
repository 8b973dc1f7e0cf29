import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { mayConnectTo, secret } from '@skyledger/provider-sdk';
import { z } from 'zod';

const LONGEST_PEM = 65_536;

/**
 * Where a cluster is, the token that opens it, and how its certificate is to be trusted: by a public
 * authority, by the authority given, or by its fingerprint alone. Messages never quote what was given.
 */
export const credentialsSchema = z.strictObject({
  /** Any node of the cluster, or a proxy in front of it, for example `https://pve.example.com:8006`. */
  url: z
    .string()
    .trim()
    .max(2048)
    .refine(isWebAddress, 'must be an https address without path, for example https://host:8006')
    .refine(leadsSomewhere, 'must not be an address of this machine or of its cloud'),
  /** `user@realm!name`, as Proxmox VE shows it. */
  token_id: z
    .string()
    .trim()
    .max(256)
    .regex(/^[^\s!:/=]+@[\w.-]+![\w.-]+$/, 'must have the form user@realm!name'),
  token_secret: secret()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
  /** `false` trusts any certificate, which is for laboratories; a fingerprint is better. */
  verify_ssl: z.boolean().default(true),
  /** PEM of the authority that signed the server's certificate, such as `/etc/pve/pve-root-ca.pem`. */
  ca_certificate: z
    .string()
    .trim()
    .max(LONGEST_PEM)
    .refine((pem) => pem === '' || isCertificate(pem), 'must be a certificate in PEM')
    .optional(),
  /** SHA-256 of the server's certificate in hex, as node, System, Certificates shows it. */
  fingerprint: z
    .string()
    .trim()
    .regex(/^$|^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i, 'must be a SHA-256 fingerprint in hex')
    .optional(),
});

export type ProxmoxCredentials = z.infer<typeof credentialsSchema>;

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '';
  return url.protocol === 'https:' && bare && url.username === '' && url.password === '';
}

/** Tells early what the guarded agent would refuse; names are judged when it connects. */
function leadsSomewhere(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const host = new URL(text).hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 || mayConnectTo(host);
}

function isCertificate(pem: string): boolean {
  if (!pem.startsWith('-----BEGIN CERTIFICATE-----')) return false;
  try {
    return new X509Certificate(pem).fingerprint256 !== '';
  } catch {
    return false;
  }
}
