import { AwsError, refusal } from '../aws-errors';
import type { AwsIdentities } from '../identities';
import { queryDocument } from '../query-document';
import { STS_NAMESPACE, required, sessionElements, sessionName } from './sts-operations';

/** What STS answers though nobody has signed: the token in it tells who asks. */
export const WEB_IDENTITY_ACTION = 'AssumeRoleWithWebIdentity';

/**
 * Opens a session of a role for the token that the role expects.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function assumeRoleWithWebIdentity(
  params: URLSearchParams,
  identities: AwsIdentities,
  { now, requestId }: { now: Date; requestId: string },
): string {
  const roleArn = required(params, 'RoleArn');
  const token = required(params, 'WebIdentityToken');
  const role = identities.role(roleArn);
  if (role?.webIdentityToken === undefined) {
    throw refusal('query', 'denied', `Not authorized to perform sts:${WEB_IDENTITY_ACTION}`);
  }
  if (role.webIdentityToken !== token) {
    throw new AwsError(400, 'InvalidIdentityToken', 'The ID Token provided is not a valid JWT.');
  }
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const session = identities.openSession(roleArn, sessionName(params), expiresAt);
  return queryDocument(
    { action: WEB_IDENTITY_ACTION, requestId },
    STS_NAMESPACE,
    `<SubjectFromWebIdentityToken>system:serviceaccount:skyledger:skyledger-collector</SubjectFromWebIdentityToken>` +
      `<Audience>sts.amazonaws.com</Audience>${sessionElements(session, expiresAt)}`,
  );
}
