import { randomBytes } from 'node:crypto';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  type HopName,
  type IdentityHop,
  ProviderError,
  type XmlReader,
} from '@skyledger/provider-sdk';
import type { AwsCredentials } from '../credentials';
import { present } from '../request-failure';
import { RoleSession, type SigningKeys } from '../role-session';
import { ServiceClientCache, type ServiceClients } from '../service-clients';
import { partitionOfRole, roleIn } from './account-trust';
import { blame, isExpired } from './hop-fault';

/** Sends one request to STS, signed by the clients of a hop. */
export type AskSts = <Answer>(
  clients: ServiceClientCache,
  permission: string,
  send: (sts: ServiceClients['sts'], options: { abortSignal: AbortSignal }) => Promise<Answer>,
  signal?: AbortSignal,
) => Promise<Answer>;

/** Where a chain leads through. */
export interface ChainSettings {
  endpoint?: string;
  xmlReader?: XmlReader;
  /** Roles of ours; the one of the account's partition is assumed before the account's. */
  discoveryRoles?: readonly string[];
}

/** One identity on the way, which signs what the next one is assumed with. */
interface Hop {
  name: HopName;
  /** It is ours: what is wrong with it is no fault of the account. */
  isOurs: boolean;
  clients: ServiceClientCache;
  /** Null for keys that are not a session of ours. */
  session: RoleSession | null;
}

/** A role to assume. */
interface Assumption {
  roleArn: string;
  externalId?: string | undefined;
  seconds?: number;
}

/** The shortest session there is. */
const PROBE_SECONDS = 900;

/**
 * The way into an account: what the credentials or this process are, then our discovery role where
 * there is one, then the account's role. Every session is renewed before it ends.
 */
export class RoleChain {
  private readonly hops: [Hop, ...Hop[]];
  /** How the account's role is assumed by an identity of ours; null when it is not. */
  private readonly entry: { from: Hop; roleArn: string } | null = null;

  constructor(
    credentials: AwsCredentials,
    { discoveryRoles = [], ...settings }: ChainSettings,
    private readonly ask: AskSts,
  ) {
    const keys = givenKeys(credentials);
    const caller: Hop = {
      name: 'caller',
      isOurs: keys === null,
      clients: new ServiceClientCache({
        ...settings,
        ...(keys && { credentials: () => Promise.resolve(keys) }),
      }),
      session: null,
    };
    this.hops = [caller];
    if (credentials.method === 'access_keys') return;
    const { role_arn: roleArn, external_id: externalId } = credentials;
    const into = (name: HopName, isOurs: boolean, assumption: Assumption): void => {
      const from = this.last;
      const session = new RoleSession(() => this.assume(from, { name, isOurs }, assumption));
      const clients = new ServiceClientCache({
        ...settings,
        credentials: async () => session.current(),
      });
      this.hops.push({ name, isOurs, clients, session });
    };
    const ours = keys === null ? roleIn(partitionOfRole(roleArn), discoveryRoles) : null;
    if (ours !== null) into('discovery_role', true, { roleArn: ours });
    if (keys === null) this.entry = { from: this.last, roleArn };
    into('account_role', false, { roleArn, externalId });
  }

  /** Sign as whom the account lets in. */
  get clients(): ServiceClientCache {
    return this.last.clients;
  }

  /** Sign with the keys that were given, or as what this process is. */
  get callerClients(): ServiceClientCache {
    return this.hops[0].clients;
  }

  /** Makes sure that the keys at the end of the chain last for the next request. */
  async renewIfNeeded(): Promise<void> {
    await this.last.session?.renewIfNeeded();
  }

  /** Who each hop is, as AWS says. */
  async identities(): Promise<[IdentityHop, ...IdentityHop[]]> {
    await this.renewIfNeeded();
    const [first, ...others] = this.hops;
    return [
      await this.identityOf(first),
      ...(await Promise.all(others.map((hop) => this.identityOf(hop)))),
    ];
  }

  /**
   * Whether the account's role is refused to whom does not know its external id, tried with none and
   * with a wrong one; `null` when no identity of ours assumes it. A role that lets us in all the same
   * does so on behalf of any tenant that names it.
   */
  async isExternalIdRequired(signal: AbortSignal): Promise<boolean | null> {
    if (this.entry === null) return null;
    // With the right one it must be possible, or a refusal would tell nothing.
    await this.renewIfNeeded();
    const { from, roleArn } = this.entry;
    await from.session?.renewIfNeeded();
    const wrong = `skyledger-${randomBytes(24).toString('base64url')}`;
    for (const externalId of [undefined, wrong]) {
      const assumption = { roleArn, externalId, seconds: PROBE_SECONDS };
      const refused = await this.send(from, assumption, signal).then(
        () => false,
        (error: unknown) => {
          if (error instanceof ProviderError && error.fault.kind === 'denied') return true;
          throw error;
        },
      );
      if (!refused) return false;
    }
    return true;
  }

  /** Closes every connection. */
  destroy(): void {
    for (const { clients } of this.hops) clients.destroy();
  }

  private get last(): Hop {
    return this.hops[this.hops.length - 1] ?? this.hops[0];
  }

  private async assume(
    from: Hop,
    to: Pick<Hop, 'name' | 'isOurs'>,
    assumption: Assumption,
  ): Promise<SigningKeys> {
    await from.session?.renewIfNeeded();
    try {
      return await this.send(from, assumption).catch(async (error: unknown) => {
        if (!isExpired(error)) throw error;
        // It ended before its time, which does not end what others do by it.
        from.clients.forget();
        await from.session?.renew();
        return this.send(from, assumption);
      });
    } catch (error) {
      throw blame(error, from, to);
    }
  }

  private send(
    from: Hop,
    { roleArn, externalId, seconds }: Assumption,
    signal?: AbortSignal,
  ): Promise<SigningKeys> {
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'skyledger',
      ExternalId: externalId,
      DurationSeconds: seconds,
    });
    const send = async (
      sts: ServiceClients['sts'],
      options: { abortSignal: AbortSignal },
    ): Promise<SigningKeys> => {
      const { Credentials } = await sts.send(command, options);
      const keys = present(Credentials, 'credentials');
      return {
        accessKeyId: present(keys.AccessKeyId, 'access key id'),
        secretAccessKey: present(keys.SecretAccessKey, 'secret access key'),
        sessionToken: present(keys.SessionToken, 'session token'),
        expiration: byOurClock(sts, present(keys.Expiration, 'expiration')),
      };
    };
    return this.ask(from.clients, 'sts:AssumeRole', send, signal);
  }

  private async identityOf(hop: Hop): Promise<IdentityHop> {
    try {
      const { Arn } = await this.ask(hop.clients, 'sts:GetCallerIdentity', (sts, options) =>
        sts.send(new GetCallerIdentityCommand({}), options),
      );
      return { hop: hop.name, identity: present(Arn, 'ARN') };
    } catch (error) {
      throw this.hops.length === 1 ? error : blame(error, hop, hop);
    }
  }
}

/**
 * When a time of AWS's is by our clock, which may be off. The SDK learns by how much from every answer,
 * and asks our clock itself whether keys have ended.
 */
function byOurClock(sts: ServiceClients['sts'], time: Date): Date {
  return new Date(time.getTime() - sts.config.systemClockOffset);
}

function givenKeys(credentials: AwsCredentials): SigningKeys | null {
  const { access_key_id, secret_access_key, session_token } = credentials;
  if (access_key_id === undefined || secret_access_key === undefined) return null;
  return {
    accessKeyId: access_key_id,
    secretAccessKey: secret_access_key,
    ...(session_token === undefined ? {} : { sessionToken: session_token }),
  };
}
