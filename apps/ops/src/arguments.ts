import { parseArgs } from 'node:util';

/** What `npm run ops` was asked to do. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'migrate' }
  | { readonly name: 'vault-rotate' }
  | {
      readonly name: 'bi-logins add';
      readonly tenantId: string;
      readonly login: string;
      readonly exists: boolean;
    }
  | { readonly name: 'bi-logins list' }
  | { readonly name: 'bi-logins remove'; readonly login: string }
  | { readonly name: 'queues' }
  | { readonly name: 'list'; readonly queue: string; readonly limit: number }
  | {
      readonly name: 'replay' | 'discard';
      readonly queue: string;
      readonly ids: readonly string[] | 'all';
    };

export const HELP = `Skyledger operations, against DATABASE_URL and AMQP_URL.

  npm run ops -- migrate
      bring the schema up to date, with the login of DATABASE_MIGRATION_URL
  npm run vault:rotate (npm run ops -- vault rotate)
      seal every stored secret with CLOUD_ENCRYPTION_KEY, opening with CLOUD_ENCRYPTION_KEYS_OLD;
      without DATABASE_URL: with a new key, in the data folder of npm start, which must be stopped
  npm run ops -- bi-logins add <tenant id> <login> [--existing]
      let a login of the database read the ledger of one tenant, with the login of
      DATABASE_MIGRATION_URL; makes the login, and shows its password once, unless it is existing
  npm run ops -- bi-logins list
      every such login: its tenant, since when, and whether it was made for it
  npm run ops -- bi-logins remove <login>
      take that away at once, and drop the login if it was made for it
  npm run ops -- queues
      every queue: messages waiting, messages with a handler, dead letters
  npm run ops -- dead-letters list <queue> [--limit <number>]
      the oldest dead letters of a queue, one JSON line each (50 unless told)
  npm run ops -- dead-letters replay <queue> (--all | <id>...)
      put dead letters back into their queue
  npm run ops -- dead-letters discard <queue> (--all | <id>...)
      delete dead letters for good
  npm run ops -- --help
      this text

Queues are named without .dlq. Without AMQP_URL messages travel through Postgres, and so do these
commands. Exit codes: 0 done, 1 failed, 2 wrong arguments or settings.
`;

/** The command line asks for something there is not; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;

/** @throws UsageError */
export function parseCommand(given: readonly string[]): Command {
  const { positionals, values } = parse(given);
  if (values.help || positionals.length === 0) return { name: 'help' };
  if (positionals[0] === 'bi-logins') return parseBiLogins(positionals.slice(1), values);
  refuse([], { existing: values.existing });
  const [group, action, queue, ...ids] = positionals;
  if (group === 'vault') {
    if (action !== 'rotate') throw new UsageError(`vault takes rotate, not ${action ?? 'nothing'}`);
    refuse(positionals.slice(2), values);
    return { name: 'vault-rotate' };
  }
  if (group === 'migrate' || group === 'queues') {
    refuse(positionals.slice(1), values);
    return { name: group };
  }
  if (group !== 'dead-letters') throw new UsageError(`there is no command ${group}`);
  if (action !== 'list' && action !== 'replay' && action !== 'discard') {
    throw new UsageError(`dead-letters takes list, replay or discard, not ${action ?? 'nothing'}`);
  }
  if (queue === undefined) throw new UsageError(`dead-letters ${action} needs the name of a queue`);
  if (action === 'list') {
    refuse(ids, { all: values.all });
    return { name: 'list', queue, limit: readLimit(values.limit) };
  }
  refuse([], { limit: values.limit });
  if (values.all === ids.length > 0) {
    throw new UsageError(`dead-letters ${action} needs either ids or --all`);
  }
  return { name: action, queue, ids: values.all ? 'all' : ids };
}

/** @throws UsageError */
function parseBiLogins([action, ...rest]: readonly string[], values: Flags): Command {
  refuse([], { ...values, existing: false });
  if (action === 'add') {
    const [tenantId, login, ...surplus] = rest;
    if (tenantId === undefined || !UUID.test(tenantId)) {
      throw new UsageError(`bi-logins add needs the id of a tenant, not ${tenantId ?? 'nothing'}`);
    }
    if (login === undefined) throw new UsageError('bi-logins add needs the name of a login');
    refuse(surplus, {});
    return { name: 'bi-logins add', tenantId, login, exists: values.existing };
  }
  refuse([], { existing: values.existing });
  if (action === 'list') {
    refuse(rest, {});
    return { name: 'bi-logins list' };
  }
  if (action !== 'remove') {
    throw new UsageError(`bi-logins takes add, list or remove, not ${action ?? 'nothing'}`);
  }
  const [login, ...surplus] = rest;
  if (login === undefined) throw new UsageError('bi-logins remove needs the name of a login');
  refuse(surplus, {});
  return { name: 'bi-logins remove', login };
}

interface Flags {
  all: boolean;
  existing: boolean;
  help: boolean;
  limit?: string;
}

function parse(given: readonly string[]): { positionals: string[]; values: Flags } {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        existing: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        limit: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What a command does not take is a misunderstanding, and some commands delete. */
function refuse(rest: readonly string[], flags: Partial<Flags>): void {
  const flag = (['all', 'existing', 'limit'] as const).find((each) => flags[each]);
  const odd = rest[0] ?? (flag && `--${flag}`);
  if (odd !== undefined) throw new UsageError(`${odd} does not belong to this command`);
}

function readLimit(text: string | undefined): number {
  const limit = text === undefined ? DEFAULT_LIMIT : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new UsageError(`--limit takes a whole number from 1 to ${MAX_LIMIT}, not ${text}`);
  }
  return limit;
}
