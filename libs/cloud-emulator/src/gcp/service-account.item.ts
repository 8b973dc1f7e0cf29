import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { numericId, type GcpScope } from './gcp-scope';

export interface GcpServiceAccount extends EmulatedItem {
  readonly uniqueId: string;
  readonly disabled: boolean;
  /** Those that people made. */
  readonly keys: readonly GcpServiceAccountKey[];
}

export interface GcpServiceAccountKey {
  readonly id: string;
  readonly created: string;
  /** `9999-12-31T23:59:59Z` for those without an end. */
  readonly end: string;
  readonly disabled: boolean;
}

export function serviceAccountGenerator(scope: GcpScope): Generate<GcpServiceAccount> {
  const salt = saltOf(scope.seed, scope.project, 'service-account');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const { application, role } = drawNaming(random);
    return {
      id: `${application}-sa-${index + 1}`,
      region: null,
      name: `${application} ${role}${revision === 0 ? '' : ` ${revision}`}`,
      uniqueId: `1${numericId(salt, index)}`.padEnd(21, '0').slice(0, 21),
      disabled: index % 5 === 4,
      keys: Array.from({ length: index % 3 }, (_, at) => keyOf(random, at)),
    };
  };
}

function keyOf(random: ItemRandom, at: number): GcpServiceAccountKey {
  const created = random.time();
  const end = new Date(created.getTime() + 90 * 24 * 3_600_000);
  return {
    id: random.hex(40),
    created: seconds(created),
    end: at === 0 ? '9999-12-31T23:59:59Z' : seconds(end),
    disabled: random.chance(0.2),
  };
}

function seconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

export function emailOf(scope: GcpScope, { id }: GcpServiceAccount): string {
  return `${id}@${scope.project}.iam.gserviceaccount.com`;
}

export function serviceAccountJson(
  scope: GcpScope,
  account: GcpServiceAccount,
): Record<string, unknown> {
  const email = emailOf(scope, account);
  return {
    name: `projects/${scope.project}/serviceAccounts/${email}`,
    projectId: scope.project,
    uniqueId: account.uniqueId,
    email,
    displayName: account.name,
    etag: 'MDEwMjE5MjA=',
    oauth2ClientId: account.uniqueId,
    // Left out while it is false.
    ...(account.disabled ? { disabled: true } : {}),
  };
}

export function serviceAccountKeyJson(
  scope: GcpScope,
  account: GcpServiceAccount,
  key: GcpServiceAccountKey,
): Record<string, unknown> {
  return {
    name: `projects/${scope.project}/serviceAccounts/${emailOf(scope, account)}/keys/${key.id}`,
    validAfterTime: key.created,
    validBeforeTime: key.end,
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType: 'USER_MANAGED',
    ...(key.disabled
      ? { disabled: true, disableReason: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_USER_INITIATED' }
      : {}),
  };
}
