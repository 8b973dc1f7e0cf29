import { randomBytes } from 'node:crypto';
import type { Estate } from '../estate/estate';
import type { AwsRoleSpec, DeniedAction } from '../estate/estate-spec';
import { hex8, saltOf } from '../estate/random';

/** Who a request comes from. */
export interface AwsPrincipal {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
  readonly deniedActions: readonly DeniedAction[];
  readonly writeActions: readonly string[];
  /** The role whose session this is; null for a user. */
  readonly roleArn: string | null;
}

export interface AwsCredential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly principal: AwsPrincipal;
  /** Of a user's key; sessions have no such date. */
  readonly createdAt: Date | null;
  /** Of sessions: the token that must accompany the key. */
  readonly sessionToken: string | null;
  readonly expiresAt: Date | null;
}

/** Access keys of the estate and the sessions handed out by AssumeRole. */
export class AwsIdentities {
  private readonly users = new Map<string, AwsCredential>();
  private readonly sessions = new Map<string, AwsCredential>();
  private readonly roles = new Map<string, { role: AwsRoleSpec; accountId: string }>();

  constructor(
    private readonly estate: Estate,
    private readonly startedAt: Date,
  ) {
    for (const { spec } of estate.aws.values()) {
      const { accountId, accessKeyId, secretAccessKey, userName = 'skyledger' } = spec;
      const principal: AwsPrincipal = {
        accountId,
        arn: `arn:aws:iam::${accountId}:user/${userName}`,
        userId: uniqueId('AIDA', accountId, userName),
        deniedActions: spec.deniedActions ?? [],
        writeActions: spec.writeActions ?? [],
        roleArn: null,
      };
      this.users.set(accessKeyId, {
        accessKeyId,
        secretAccessKey,
        principal,
        createdAt: new Date(spec.keyCreatedAt ?? this.startedAt),
        sessionToken: null,
        expiresAt: null,
      });
      for (const role of spec.roles ?? []) this.putRole(role);
    }
  }

  find(accessKeyId: string): AwsCredential | null {
    return this.users.get(accessKeyId) ?? this.sessions.get(accessKeyId) ?? null;
  }

  /** The keys of a user. */
  keysOf(userArn: string): AwsCredential[] {
    return [...this.users.values()].filter(({ principal }) => principal.arn === userArn);
  }

  /** What a user or role may do; null when there is none of that ARN. */
  rightsOf(arn: string): Required<Pick<AwsRoleSpec, 'deniedActions' | 'writeActions'>> | null {
    const role = this.role(arn);
    if (role) return { deniedActions: [], writeActions: [], ...role };
    return this.keysOf(arn)[0]?.principal ?? null;
  }

  role(arn: string): AwsRoleSpec | null {
    return this.roles.get(arn)?.role ?? null;
  }

  /** Makes a role, or changes who may assume it, as its account would. */
  putRole(role: AwsRoleSpec): void {
    const accountId = role.arn.split(':')[4] ?? '';
    if (!this.estate.aws.has(accountId)) throw new Error(`no account for the role ${role.arn}`);
    this.roles.set(role.arn, { role, accountId });
  }

  /** Opens a session of a role that is known to exist and to be permitted. */
  openSession(roleArn: string, sessionName: string, expiresAt: Date): AwsCredential {
    const known = this.roles.get(roleArn);
    if (!known) throw new Error(`unknown role ${roleArn}`);
    const { role, accountId } = known;
    const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    const partition = roleArn.split(':')[1] ?? 'aws';
    const credential: AwsCredential = {
      accessKeyId: `ASIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      createdAt: null,
      sessionToken: `IQoJb3JpZ2luX2VtdWxhdG9y${randomBytes(180).toString('base64')}`,
      expiresAt,
      principal: {
        accountId,
        arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
        userId: `${uniqueId('AROA', accountId, roleName)}:${sessionName}`,
        deniedActions: role.deniedActions ?? [],
        writeActions: role.writeActions ?? [],
        roleArn,
      },
    };
    this.sessions.set(credential.accessKeyId, credential);
    return credential;
  }

  /** Makes one session, or all of them, expired from now on. */
  expireSessions(accessKeyId?: string): number {
    let expired = 0;
    for (const [key, session] of this.sessions) {
      if (accessKeyId !== undefined && key !== accessKeyId) continue;
      this.sessions.set(key, { ...session, expiresAt: new Date(0) });
      expired += 1;
    }
    return expired;
  }
}

/** Whether the list of denials covers an action in a region. */
export function isDenied(
  denials: readonly DeniedAction[],
  action: string,
  region: string,
): boolean {
  return denials.some((denial) => {
    const pattern = typeof denial === 'string' ? denial : denial.action;
    if (typeof denial !== 'string' && !denial.regions.includes(region)) return false;
    return (
      pattern === '*' ||
      pattern === action ||
      (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1)))
    );
  });
}

function uniqueId(prefix: string, ...parts: readonly string[]): string {
  return `${prefix}${hex8(saltOf(...parts))}${hex8(saltOf(...parts, 'low'))}`.toUpperCase();
}
