import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError, refusal } from '../aws-errors';
import type { AwsRoleSpec } from '../../estate/estate-spec';
import type { AwsCredential } from '../identities';
import { queryDocument } from '../query-document';
import { escapeXml } from '../xml';

export const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const SHORTEST_SESSION = 900;
const USUAL_SESSION = 3600;
/** A session opened from a session lasts an hour at most. */
const LONGEST_CHAINED = 3600;

export const STS_OPERATIONS: Readonly<Record<string, AwsOperation>> = {
  GetCallerIdentity: { permission: null, global: true, run: getCallerIdentity },
  AssumeRole: { permission: 'sts:AssumeRole', global: true, run: assumeRole },
};

function getCallerIdentity(call: AwsCall): string {
  const { arn, userId, accountId } = call.principal;
  const body = `<Arn>${arn}</Arn><UserId>${userId}</UserId><Account>${accountId}</Account>`;
  return queryDocument(call, STS_NAMESPACE, body);
}

function assumeRole(call: AwsCall): string {
  const roleArn = required(call.params, 'RoleArn');
  const name = sessionName(call.params);
  const role = call.identities.role(roleArn);
  if (!role || !isTrusted(call, role)) {
    throw refusal(
      'query',
      'denied',
      `User: ${call.principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  const seconds = sessionSeconds(call, role);
  const expiresAt = new Date(call.now.getTime() + seconds * 1000);
  const session = call.identities.openSession(roleArn, name, expiresAt);
  return queryDocument(call, STS_NAMESPACE, sessionElements(session, expiresAt));
}

/** A session as every way of opening one tells it. */
export function sessionElements(
  { principal, accessKeyId, secretAccessKey, sessionToken }: AwsCredential,
  expiresAt: Date,
): string {
  return (
    `<AssumedRoleUser><AssumedRoleId>${principal.userId}</AssumedRoleId><Arn>${escapeXml(principal.arn)}</Arn></AssumedRoleUser>` +
    `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>` +
    `<SessionToken>${sessionToken}</SessionToken><Expiration>${expiresAt.toISOString().replace(/\.\d+/, '')}</Expiration></Credentials>`
  );
}

export function sessionName(params: URLSearchParams): string {
  const name = required(params, 'RoleSessionName');
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw validation('The session name is not valid');
  return name;
}

/** A wrong external id is refused in the same words as a role that does not exist. */
function isTrusted(call: AwsCall, role: AwsRoleSpec): boolean {
  const { accountId, arn, roleArn } = call.principal;
  const names = [accountId, arn, roleArn];
  if (role.trusts && !role.trusts.some((who) => names.includes(who))) return false;
  return role.externalId === undefined || call.params.get('ExternalId') === role.externalId;
}

function sessionSeconds(call: AwsCall, role: AwsRoleSpec): number {
  const seconds = Number(call.params.get('DurationSeconds') ?? USUAL_SESSION);
  if (!Number.isInteger(seconds) || seconds < SHORTEST_SESSION) {
    throw validation(
      `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to ${SHORTEST_SESSION}`,
    );
  }
  if (call.principal.roleArn !== null && seconds > LONGEST_CHAINED) {
    throw validation(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  if (seconds > (role.maxSessionSeconds ?? USUAL_SESSION)) {
    throw validation(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return seconds;
}

export function required(params: URLSearchParams, name: string): string {
  const value = params.get(name);
  if (!value)
    throw validation(
      `Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

function validation(message: string): AwsError {
  return new AwsError(400, 'ValidationError', message);
}
