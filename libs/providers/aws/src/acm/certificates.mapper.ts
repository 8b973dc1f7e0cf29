import type { CertificateSummary } from '@aws-sdk/client-acm';
import { textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { stateFrom } from '../native-state';
import { boolOf, sortedTexts, timeOf } from '../payload';
import { serviceResource } from '../service-resource';

const STATES: Readonly<Record<string, ResourceState>> = {
  EXPIRED: 'error',
  FAILED: 'error',
  INACTIVE: 'stopped',
  ISSUED: 'running',
  PENDING_VALIDATION: 'pending',
  REVOKED: 'error',
  VALIDATION_TIMED_OUT: 'error',
};

/** @returns `null` when the payload has no ARN */
export function toCertificate(
  certificate: CertificateSummary,
  region: string,
): DiscoveredResource<'certificate'> | null {
  const arn = textOf(certificate.CertificateArn);
  if (arn === null) return null;
  const nativeState = textOf(certificate.Status);
  const domainName = textOf(certificate.DomainName);
  return {
    ...serviceResource(region),
    resourceId: arn,
    resourceType: 'certificate',
    nativeType: 'AWS::CertificateManager::Certificate',
    name: domainName,
    state: stateFrom(STATES, nativeState),
    nativeState,
    createdAt: timeOf(certificate.CreatedAt) ?? timeOf(certificate.ImportedAt),
    attributes: {
      domainNames: sortedTexts([
        domainName,
        ...textsOf(certificate.SubjectAlternativeNameSummaries),
      ]),
      expiresAt: timeOf(certificate.NotAfter),
      renewsAutomatically: renewalOf(certificate),
      keyAlgorithm: textOf(certificate.KeyAlgorithm),
      isInUse: boolOf(certificate.InUse),
    },
    raw: certificate,
  };
}

/** Imported ones are renewed by whoever imported them. */
function renewalOf({ Type, RenewalEligibility }: CertificateSummary): boolean | null {
  if (Type === 'IMPORTED' || RenewalEligibility === 'INELIGIBLE') return false;
  return RenewalEligibility === 'ELIGIBLE' ? true : null;
}
