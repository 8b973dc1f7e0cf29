import type { AwsCall } from '../aws-call';
import { users } from './user.item';
import type { IamUser } from './user.item';

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const;

/** The account's credential report, the root user first, without a line end after the last. */
export function credentialReport(call: AwsCall): string {
  const { accountId } = call.account.spec;
  const root = [
    '<root_account>',
    `arn:aws:iam::${accountId}:root`,
    '2019-01-01T00:00:00+00:00',
    'not_supported',
    'no_information',
    'not_supported',
    'not_supported',
    'true',
    ...NO_KEY,
    ...NO_KEY,
    ...NO_CERTIFICATES,
  ];
  const rows = [...call.account.services.of(users).all()].map(rowOf);
  return [COLUMNS, root, ...rows].map((cells) => cells.join(',')).join('\n');
}

const NO_KEY = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const NO_CERTIFICATES = ['false', 'N/A', 'false', 'N/A'];

function rowOf(user: IamUser): string[] {
  const { password } = user;
  return [
    user.name,
    user.arn,
    timeText(user.created),
    String(password !== null),
    password ? (password.lastUsed ? timeText(password.lastUsed) : 'no_information') : 'N/A',
    password ? timeText(user.created) : 'N/A',
    'N/A',
    String(user.hasMfa),
    ...[0, 1].flatMap((at) => keyCells(user.keys[at])),
    ...NO_CERTIFICATES,
  ];
}

/** A key that is switched off is there for no more than its age. */
function keyCells(key: IamUser['keys'][number] | undefined): string[] {
  if (!key) return NO_KEY;
  const used = key.lastUsed;
  return [
    String(key.isActive),
    timeText(key.created),
    used ? timeText(used) : 'N/A',
    used ? 'us-east-1' : 'N/A',
    used ? 's3' : 'N/A',
  ];
}

function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}+00:00`;
}
