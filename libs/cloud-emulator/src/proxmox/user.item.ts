import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import { ItemRandom, saltOf } from '../estate/random';

export interface ProxmoxUser extends EmulatedItem {
  readonly realm: 'pve' | 'pam';
  readonly enabled: boolean;
  readonly email: string;
  readonly secondFactor: 'none' | 'totp' | 'switched-off';
  /** Of a hardware key that the realm asks for; empty without one. */
  readonly keys: string;
  readonly tokens: readonly ProxmoxToken[];
}

export interface ProxmoxToken {
  readonly tokenid: string;
  /** UNIX seconds; 0 is never. */
  readonly expire: number;
  readonly privsep: 0 | 1;
}

const ENDS = Date.UTC(2027, 0, 1) / 1000;

/** @param tokenId of the token that reads, whose user is the first */
export function userGenerator(
  { seed, account }: { seed: number; account: string },
  tokenId: string,
  tokenEnd: number,
): Generate<ProxmoxUser> {
  const salt = saltOf(seed, account, 'user');
  const [own = '', ownToken = ''] = tokenId.split('!');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const realm = index % 3 === 1 ? 'pam' : 'pve';
    const id = index === 0 ? own : `user${index}@${realm}`;
    const tokens = Array.from({ length: random.int(3) }, (_, at): ProxmoxToken => {
      const expire = random.chance(0.5) ? ENDS : 0;
      return { tokenid: `automation-${at + 1}`, expire, privsep: random.chance(0.7) ? 1 : 0 };
    });
    return {
      id,
      region: null,
      name: id,
      realm: index === 0 ? 'pve' : realm,
      enabled: (index === 0 || random.chance(0.8)) !== (revision % 2 === 1),
      email: `user${index}@example.com`,
      secondFactor: index === 0 ? 'none' : random.pick(['none', 'totp', 'switched-off']),
      keys: index % 4 === 3 ? `cccccc${random.hex(6)}` : '',
      tokens: index === 0 ? [{ tokenid: ownToken, expire: tokenEnd, privsep: 0 }] : tokens,
    };
  };
}

/** The number of a user, from an id that the generator gave. */
export function userIndex(id: string, tokenId: string): number {
  if (id === tokenId.split('!')[0]) return 0;
  const number = /^user(\d+)@/.exec(id)?.[1];
  return number === undefined ? NaN : Number(number);
}

/** `full` brings the tokens and groups. */
export function userJson(user: ProxmoxUser, full: boolean): Record<string, unknown> {
  return {
    userid: user.id,
    enable: user.enabled ? 1 : 0,
    expire: 0,
    email: user.email,
    'realm-type': user.realm,
    ...(user.keys === '' ? {} : { keys: user.keys }),
    ...(full ? { groups: '', tokens: user.tokens } : {}),
  };
}

/** Second factors are listed of those who have any. */
export function tfaJson(users: readonly ProxmoxUser[]): unknown[] {
  return users
    .filter((user) => user.secondFactor !== 'none')
    .map((user) => ({
      userid: user.id,
      entries: [
        {
          id: `totp:${user.id}`,
          type: 'totp',
          description: 'phone',
          created: ENDS - 86_400_000 / 2,
          ...(user.secondFactor === 'switched-off' ? { enable: 0 } : {}),
        },
      ],
    }));
}

export function userRows(user: ProxmoxUser): LedgerRow[] {
  const resourceId = `user/${user.id}`;
  return [
    { resourceId, resourceType: 'identity', name: user.id },
    ...user.tokens.map(({ tokenid }) => ({
      resourceId: `${resourceId}/token/${tokenid}`,
      resourceType: 'access_key',
      name: `${user.id}!${tokenid}`,
    })),
  ];
}
