import type { CertificateSummary } from '@aws-sdk/client-acm';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toCertificate } from './certificates.mapper';

const ARN = 'arn:aws:acm:eu-west-1:123456789012:certificate/1-2';
const CERTIFICATE: CertificateSummary = {
  CertificateArn: ARN,
  DomainName: 'shop.example.com',
  SubjectAlternativeNameSummaries: ['www.example.com', 'shop.example.com'],
  Status: 'ISSUED',
  Type: 'AMAZON_ISSUED',
  KeyAlgorithm: 'EC_prime256v1',
  InUse: true,
  RenewalEligibility: 'ELIGIBLE',
  CreatedAt: new Date('2024-01-01T00:00:00Z'),
  NotAfter: new Date('2025-02-01T00:00:00Z'),
};

describe('toCertificate', () => {
  const valid = (certificate: CertificateSummary) => {
    const resource = toCertificate(certificate, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(resource).error).toBeUndefined();
    return resource;
  };

  it('maps a certificate that ACM renews', () => {
    expect(valid(CERTIFICATE)).toMatchObject({
      resourceId: ARN,
      name: 'shop.example.com',
      region: 'eu-west-1',
      state: 'running',
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: {
        domainNames: ['shop.example.com', 'www.example.com'],
        expiresAt: '2025-02-01T00:00:00.000Z',
        renewsAutomatically: true,
        keyAlgorithm: 'EC_prime256v1',
        isInUse: true,
      },
    });
  });

  it.each([
    ['PENDING_VALIDATION', 'pending'],
    ['EXPIRED', 'error'],
    ['REVOKED', 'error'],
    ['INACTIVE', 'stopped'],
    ['constructor', 'unknown'],
  ])('in the state %s is %s', (Status, state) => {
    expect(valid({ CertificateArn: ARN, Status: Status as never })).toMatchObject({
      state,
      nativeState: Status,
    });
  });

  it.each([
    [{ Type: 'IMPORTED' as const }, false],
    [{ RenewalEligibility: 'INELIGIBLE' as const }, false],
    [{ Type: 'AMAZON_ISSUED' as const }, null],
  ])('of %j, knows whether it renews: %s', (fields, renewsAutomatically) => {
    const certificate = valid({ CertificateArn: ARN, ...fields });
    expect(certificate?.attributes).toMatchObject({ renewsAutomatically });
  });

  it('survives odd fields, and is nothing without an ARN', () => {
    for (const { odd } of oddPayloads(CERTIFICATE, ['CertificateArn'])) valid(odd);
    expect(toCertificate({ DomainName: 'x' }, 'eu-west-1')).toBeNull();
  });
});
