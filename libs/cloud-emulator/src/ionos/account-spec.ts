import type { RestAccountSpec } from '../cloud/rest-api';

/** One contract of IONOS Cloud. */
export interface IonosAccountSpec extends RestAccountSpec {
  /** What `X-Contract-Number` and `GET /contracts` say. */
  readonly contractNumber: number;
  /** Bearer token; the real ones are JWTs, see `ionosToken`. */
  readonly token: string;
  /** Opens the contract by basic authentication as well. */
  readonly login?: { readonly username: string; readonly password: string };
  /** Virtual data centers, spread over the locations. */
  readonly datacenters?: number;
  /** Sizes of every data center. */
  readonly each?: IonosDatacenterCounts;
  readonly ipBlocks?: number;
  readonly snapshots?: number;
  /** Images of the contract's own, listed among the public ones. */
  readonly images?: number;
  readonly clusters?: number;
  /** Of PostgreSQL. */
  readonly databases?: number;
  readonly mongoDatabases?: number;
  readonly mariaDatabases?: number;
  /** Steady rate; the real one is 1150 a minute, after a burst of 900. */
  readonly requestsPerMinute?: number;
  readonly burst?: number;
}

export interface IonosDatacenterCounts {
  readonly servers?: number;
  readonly volumes?: number;
  readonly lans?: number;
  readonly securityGroups?: number;
  readonly networkLoadBalancers?: number;
  readonly applicationLoadBalancers?: number;
  /** The older kind, which balances network interfaces. */
  readonly loadBalancers?: number;
  readonly natGateways?: number;
}

/** A token in the form of the real ones: a JWT that names the contract. Nothing checks its signature. */
export function ionosToken(contractNumber: number, expiresAt = '2036-01-01T00:00:00Z'): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = { typ: 'JWT', kid: 'example', alg: 'RS256' };
  const claims = {
    iss: 'ionoscloud',
    iat: 1_767_225_600,
    client: 'USER',
    identity: { role: 'administrator', contractNumber, isParent: false, privileges: [] },
    exp: Date.parse(expiresAt) / 1000,
  };
  return `${encode(header)}.${encode(claims)}.EXAMPLEsignature`;
}
