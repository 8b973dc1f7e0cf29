import { KeyAlgorithm, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { defineRegionalListing } from '../regional-listing';
import { toCertificate } from './certificates.mapper';

/** The most ACM gives. */
const PAGE_SIZE = 1000;

/** Certificates, expired ones included. Their tags would take one more request for each. */
export const certificates = defineRegionalListing({
  id: 'acm.certificates',
  type: 'certificate',
  service: 'acm',
  permission: 'acm:ListCertificates',
  async list(acm, token, options) {
    const command = new ListCertificatesCommand({
      // Without them, only certificates with RSA keys of up to 2,048 bits are listed.
      Includes: { keyTypes: Object.values(KeyAlgorithm) },
      MaxItems: PAGE_SIZE,
      NextToken: token,
    });
    const { CertificateSummaryList, NextToken } = await acm.send(command, options);
    return { items: CertificateSummaryList, next: NextToken };
  },
  map: toCertificate,
});
