import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { timestamp } from './identifiers';
import { idOf } from './scope';
import type { DigitalOceanScope } from './scope';

export interface DigitalOceanCertificate extends EmulatedItem {
  readonly created: string;
  readonly notAfter: string;
  readonly fingerprint: string;
  readonly state: 'verified' | 'pending' | 'error';
  readonly type: 'custom' | 'lets_encrypt';
  readonly dnsNames: readonly string[];
}

export function certificateGenerator(scope: DigitalOceanScope): Generate<DigitalOceanCertificate> {
  const salt = saltOf(scope.seed, scope.account, 'certificate');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const { application } = drawNaming(random);
    const created = random.time();
    const type = random.chance(0.6) ? 'lets_encrypt' : 'custom';
    return {
      id: idOf(scope, 'certificate', index),
      region: null,
      name: `${application}-certificate-${index + 1}`,
      created: timestamp(created),
      notAfter: timestamp(new Date(created.getTime() + (90 + revision) * 86_400_000)),
      fingerprint: random.hex(40),
      state: random.chance(0.85) ? 'verified' : random.pick(['pending', 'error'] as const),
      type,
      // Of one that was uploaded the names are not read.
      dnsNames: type === 'custom' ? [] : [`${application}-${index + 1}.example.com`],
    };
  };
}

export function certificateJson(certificate: DigitalOceanCertificate): Record<string, unknown> {
  return {
    id: certificate.id,
    name: certificate.name,
    not_after: certificate.notAfter,
    sha1_fingerprint: certificate.fingerprint,
    created_at: certificate.created,
    dns_names: certificate.dnsNames,
    state: certificate.state,
    type: certificate.type,
  };
}
