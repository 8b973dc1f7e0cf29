import { Inject, Injectable } from '@nestjs/common';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import { errors, jwtVerify, type JWTVerifyOptions } from 'jose';
import { unauthenticated } from '../../errors/problems';
import { IssuerKeys } from './issuer-keys';
import { type ClaimNames, type Person, personOf } from './person';

/** Three parts, of which the first is a JSON object; an unsigned one has an empty third. */
const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;
/** Only such as need no secret of ours: with a shared one, whoever can verify can sign. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const CLOCK_TOLERANCE_SECONDS = 30;

/** Believes JWTs of the identity provider that the configuration names, if it names one. */
@Injectable()
export class OidcVerifier {
  private readonly keys: IssuerKeys | undefined;
  private readonly options: JWTVerifyOptions;
  private readonly claims: ClaimNames;

  constructor(@Inject(SKYLEDGER_CONFIG) config: SkyledgerConfig) {
    const { oidcIssuer, oidcAudience = [], oidcJwksUri } = config;
    this.keys = oidcIssuer === undefined ? undefined : new IssuerKeys(oidcIssuer, oidcJwksUri);
    this.options = {
      ...(oidcIssuer === undefined ? {} : { issuer: oidcIssuer }),
      audience: oidcAudience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    };
    this.claims = {
      tenant: config.oidcTenantClaim,
      groups: config.oidcGroupsClaim,
      name: config.oidcNameClaim,
    };
  }

  /** Whether the token is one for the identity provider's keys, and not one of ours. */
  takes(token: string): boolean {
    return this.keys !== undefined && JWT.test(token);
  }

  /**
   * Who the token is about.
   * @throws ProblemError 401 when it is not to be believed, 403 when it tells no tenant, 503 when the
   *   keys cannot be had
   */
  async verify(token: string): Promise<Person> {
    if (this.keys === undefined) throw new Error('no identity provider is configured');
    try {
      const { payload } = await jwtVerify(token, this.keys.keyOf, this.options);
      return personOf(payload, this.claims);
    } catch (error) {
      throw error instanceof errors.JOSEError ? unauthenticated(reasonOf(error)) : error;
    }
  }
}

/** Says nothing of claims before the signature is known to be right, which is looked at first. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `The claim \`${error.claim}\` of the token is not as it has to be.`;
  }
  return 'The token is not signed as the identity provider signs.';
}
