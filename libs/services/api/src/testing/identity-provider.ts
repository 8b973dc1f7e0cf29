import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  type GenerateKeyPairResult,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';

const AUDIENCE = 'skyledger';

/** An identity provider with an HTTP server of its own. */
export interface IdentityProvider {
  issuer: string;
  /** Settings with which the API believes it, and takes as many wrong tokens as tests send. */
  settings: Record<string, string>;
  /** A token of the provider; what is given replaces or, when undefined, removes a claim. */
  tokenOf(claims: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** The key that it signs with, as it publishes it. */
  publicKey(): Promise<JWK>;
  /** Signs with a new key from now on, and publishes that one alone. */
  rotate(): Promise<void>;
  /** How often somebody asked for its keys. */
  asked(): number;
  /** Whether it answers. */
  setReachable(reachable: boolean): void;
  /** What its metadata names as the issuer. */
  setNamedIssuer(issuer: string): void;
  stop(): Promise<void>;
}

/** Starts one on a free port of the loopback address. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let keys: GenerateKeyPairResult;
  let kid = '';
  let asked = 0;
  let reachable = true;
  const rotate = async (): Promise<void> => {
    keys = await generateKeyPair('RS256');
    kid = `key-${Date.now()}-${Math.random()}`;
  };
  await rotate();
  const publicKey = async (): Promise<JWK> => ({
    ...(await exportJWK(keys.publicKey)),
    kid,
    use: 'sig',
    alg: 'RS256',
  });

  const server = createServer((request, response) => {
    void (async () => {
      if (!reachable) return request.socket.destroy();
      const metadata = { issuer: namedIssuer, jwks_uri: `${issuer}/keys` };
      if (request.url === '/keys') asked += 1;
      const answer = request.url === '/keys' ? { keys: [await publicKey()] } : metadata;
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let namedIssuer = issuer;

  return {
    issuer,
    settings: {
      SKYLEDGER_API_ATTEMPTS_PER_MINUTE: '10000',
      SKYLEDGER_OIDC_ISSUER: issuer,
      SKYLEDGER_OIDC_AUDIENCE: AUDIENCE,
      SKYLEDGER_OIDC_TENANT_CLAIM: 'tenant',
    },
    async tokenOf(claims, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: issuer, aud: AUDIENCE, iat: now, exp: now + 300, ...claims };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid, ...header })
        .sign(keys.privateKey);
    },
    publicKey,
    rotate,
    asked: () => asked,
    setReachable(value) {
      reachable = value;
    },
    setNamedIssuer(value) {
      namedIssuer = value;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
