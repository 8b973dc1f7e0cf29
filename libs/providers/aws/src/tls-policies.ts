import { textOf } from '@skyledger/provider-sdk';

/**
 * Ready-made policies whose names do not tell the least version that they accept.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
const LEAST_VERSIONS: ReadonlyMap<string | null, string> = new Map([
  ['ELBSecurityPolicy-FS-2018-06', '1.0'],
  ['ELBSecurityPolicy-2016-08', '1.0'],
  ['ELBSecurityPolicy-2015-05', '1.0'],
  ['ELBSecurityPolicy-2015-03', '1.0'],
  ['ELBSecurityPolicy-2015-02', '1.0'],
  ['ELBSecurityPolicy-2014-10', '1.0'],
  ['ELBSecurityPolicy-2014-01', 'SSLv3'],
  ['ELBSecurityPolicy-2011-08', 'SSLv3'],
]);

/** Names of the rest begin with the greatest version, where it matters, and the least. */
const TELLING = /^ELBSecurityPolicy-(?:TLS13|TLS|FS)-(1)-(\d)-/;

/** The least version of TLS that a policy of load balancers accepts, `null` of one's own policies. */
export function leastTlsVersionOf(policy: unknown): string | null {
  const name = textOf(policy);
  const [, major, minor] = TELLING.exec(name ?? '') ?? [];
  return major === undefined ? (LEAST_VERSIONS.get(name) ?? null) : `${major}.${minor}`;
}
