import type { EmulatedRequest } from '../server/exchange';
import { refusal } from './aws-errors';
import type { AwsCredential, AwsIdentities } from './identities';
import type { AwsProtocol } from './refusals';
import { isSignedWith, readSigningTime } from './signature';
import type { SignedScope } from './signature';

/** How far the clocks may differ: 15 minutes at S3 and 5 elsewhere. */
const SKEW_MS = { s3: 15 * 60_000, other: 5 * 60_000 };

/** The credential behind a signed request; throws the refusal the service would answer. */
export function authenticate(
  request: EmulatedRequest,
  scope: SignedScope,
  protocol: AwsProtocol,
  identities: AwsIdentities,
  now: Date,
): AwsCredential {
  const credential = identities.find(scope.accessKeyId);
  if (!credential) throw refusal(protocol, 'unknown-key');
  if (!isSignedWith(request, scope, credential.secretAccessKey)) {
    throw refusal(protocol, 'bad-signature');
  }
  const signedAt = readSigningTime(request);
  const tolerance = scope.service === 's3' ? SKEW_MS.s3 : SKEW_MS.other;
  if (!signedAt || Math.abs(now.getTime() - signedAt.getTime()) > tolerance) {
    throw refusal(protocol, 'clock-skew');
  }
  if ((request.headers['x-amz-security-token'] ?? null) !== credential.sessionToken) {
    throw refusal(protocol, 'invalid-token');
  }
  if (credential.expiresAt && credential.expiresAt <= now) {
    throw refusal(protocol, 'expired-token');
  }
  return credential;
}
