import { parseArgs } from 'node:util';

/** What `npm run ops` was asked to do. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'migrate' }
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

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;

/** @throws UsageError */
export function parseCommand(given: readonly string[]): Command {
  const { positionals, values } = parse(given);
  if (values.help || positionals.length === 0) return { name: 'help' };
  const [group, action, queue, ...ids] = positionals;
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

interface Flags {
  all: boolean;
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
        help: { type: 'boolean', short: 'h', default: false },
        limit: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What a command does not take is a misunderstanding, and some commands delete. */
function refuse(rest: readonly string[], { all = false, limit }: Partial<Flags>): void {
  const odd = rest[0] ?? (all ? '--all' : limit === undefined ? undefined : '--limit');
  if (odd !== undefined) throw new UsageError(`${odd} does not belong to this command`);
}

function readLimit(text: string | undefined): number {
  const limit = text === undefined ? DEFAULT_LIMIT : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new UsageError(`--limit takes a whole number from 1 to ${MAX_LIMIT}, not ${text}`);
  }
  return limit;
}
