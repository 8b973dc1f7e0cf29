import { Logger } from '@nestjs/common';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { identityProviderAway } from '../../errors/problems';

const TIMEOUT_MS = 5_000;
/** Between two looks for a key that is not known: whoever makes up key ids costs no more than that. */
const COOLDOWN_MS = 10_000;
const MAX_AGE_MS = 600_000;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The keys by which an identity provider signs, asked of it when they are needed and kept for minutes. */
export class IssuerKeys {
  private readonly logger = new Logger(IssuerKeys.name);
  private keys: Promise<JWTVerifyGetKey> | undefined;

  /** @param jwksUri where the keys are; undefined to ask the metadata of the issuer */
  constructor(
    private readonly issuer: string,
    private readonly jwksUri: string | undefined,
  ) {}

  /** @throws ProblemError 503 when the keys cannot be had; JOSEError when the token names none of them */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (
        await this.remoteKeys()
      )(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      this.logger.warn(`the keys of the identity provider cannot be had: ${String(error)}`);
      throw identityProviderAway();
    }
  };

  private remoteKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.locate().then(
      (uri) =>
        createRemoteJWKSet(new URL(uri), {
          timeoutDuration: TIMEOUT_MS,
          cooldownDuration: COOLDOWN_MS,
          cacheMaxAge: MAX_AGE_MS,
        }),
      (error: unknown) => {
        this.keys = undefined;
        throw error;
      },
    );
    return this.keys;
  }

  /** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
  private async locate(): Promise<string> {
    if (this.jwksUri !== undefined) return this.jwksUri;
    const address = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    const metadata = metadataSchema.parse(await response.json());
    if (metadata.issuer !== this.issuer) {
      throw new Error(`${address} is about another issuer: ${metadata.issuer}`);
    }
    const { protocol } = new URL(metadata.jwks_uri);
    if (protocol !== 'https:' && protocol !== new URL(this.issuer).protocol) {
      throw new Error(`${address} names keys at an address that is not https`);
    }
    return metadata.jwks_uri;
  }
}

/** Whether it is the token's fault that there is no key for it. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
