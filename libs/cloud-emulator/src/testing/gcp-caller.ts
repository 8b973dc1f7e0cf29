import { createPrivateKey, sign } from 'node:crypto';
import type { GcpAccountSpec } from '../gcp/gcp-account-spec';
import { demoKeyPair } from '../gcp/demo-key';

const { privateKey, publicKey } = demoKeyPair();

/** A project whose service account has the key of the demo. */
export function aProject(
  account: string,
  spec: Omit<GcpAccountSpec, 'account' | 'serviceAccount'>,
): GcpAccountSpec {
  const email = `reader@${account}.iam.gserviceaccount.com`;
  return { account, serviceAccount: { email, keyId: `key-of-${account}`, publicKey }, ...spec };
}

/** Calls the emulated APIs as a program of its own, which shares no code with the collector. */
export class GcpCaller {
  constructor(
    private readonly endpoint: string,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** A signed assertion of a project's service account, with claims changed. */
  assertionOf({ serviceAccount }: GcpAccountSpec, changes: object = {}): string {
    const iat = Math.floor(this.now().getTime() / 1000);
    const parts = [
      { alg: 'RS256', typ: 'JWT', kid: serviceAccount.keyId },
      {
        iss: serviceAccount.email,
        scope: 'https://www.googleapis.com/auth/cloud-platform',
        aud: 'https://oauth2.googleapis.com/token',
        iat,
        exp: iat + 3600,
        ...changes,
      },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const signed = sign('RSA-SHA256', Buffer.from(parts.join('.')), createPrivateKey(privateKey));
    return [...parts, signed.toString('base64url')].join('.');
  }

  exchange(assertion: string): Promise<Response> {
    return fetch(`${this.endpoint}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion,
      }),
    });
  }

  async tokenOf(spec: GcpAccountSpec): Promise<string> {
    const answer = await (await this.exchange(this.assertionOf(spec))).json();
    return (answer as { access_token: string }).access_token;
  }

  get(path: string, token: string): Promise<Response> {
    return fetch(this.endpoint + path, { headers: { authorization: `Bearer ${token}` } });
  }
}
