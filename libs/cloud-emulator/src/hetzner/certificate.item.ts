import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { balancersOfCertificate } from './attachments';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';

export interface HetznerCertificate extends EmulatedItem {
  readonly type: 'uploaded' | 'managed';
  /** Uploaded ones are complete from the start. */
  readonly issuance: 'pending' | 'completed' | 'failed';
  readonly created: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly domains: readonly string[];
  readonly fingerprint: string;
  /** In base64; shaped like a certificate, but none. */
  readonly body: string;
  readonly balancers: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

const MS_A_DAY = 86_400_000;

/** `hasBalancer` tells by number whether a load balancer still exists. */
export function certificateGenerator(
  scope: HetznerScope,
  hasBalancer: (balancer: number) => boolean,
): Generate<HetznerCertificate> {
  const salt = saltOf(scope.seed, scope.projectName, 'certificate');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const users = balancersOfCertificate(scope, index);
    const type = random.chance(0.6) ? 'managed' : 'uploaded';
    const created = random.time();
    const isUnfinished = type === 'managed' && users.length === 0 && random.chance(0.3);
    return {
      id: String(scope.firstId + index),
      region: null,
      name: `${naming.environment}-${naming.application}-cert-${index + 1}`,
      type,
      issuance: isUnfinished ? random.pick(['pending', 'failed']) : 'completed',
      created: timestamp(created),
      notBefore: timestamp(created),
      notAfter: timestamp(new Date(created.getTime() + 90 * MS_A_DAY)),
      domains: [`${naming.application}.example.com`, `www.${naming.application}.example.com`],
      fingerprint: random.hex(64).replace(/(..)(?=.)/g, '$1:'),
      body: Buffer.from(random.hex(64)).toString('base64'),
      balancers: users.filter(hasBalancer).map((balancer) => scope.firstId + balancer),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function certificateJson(certificate: HetznerCertificate): Record<string, unknown> {
  const { type, issuance } = certificate;
  const isIssued = issuance === 'completed';
  const failure = { code: 'error', message: 'the domain could not be validated' };
  return {
    id: Number(certificate.id),
    name: certificate.name,
    labels: certificate.labels,
    type,
    certificate: isIssued
      ? `-----BEGIN CERTIFICATE-----\n${certificate.body}\n-----END CERTIFICATE-----\n`
      : null,
    created: certificate.created,
    not_valid_before: isIssued ? certificate.notBefore : null,
    not_valid_after: isIssued ? certificate.notAfter : null,
    domain_names: certificate.domains,
    fingerprint: isIssued ? certificate.fingerprint : null,
    status:
      type === 'uploaded'
        ? null
        : {
            issuance,
            renewal: isIssued ? 'scheduled' : 'unavailable',
            error: issuance === 'failed' ? failure : null,
          },
    used_by: certificate.balancers.map((id) => ({ id, type: 'load_balancer' })),
  };
}
