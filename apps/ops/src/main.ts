import { ConfigError, loadConfig } from '@skyledger/config';
import { redactText } from '@skyledger/telemetry';
import { HELP, parseCommand, UsageError } from './arguments';
import { isAboutBiLogins } from './bi-logins';
import { runCommand } from './run-command';

const EXIT_FAILED = 1;
const EXIT_WRONG_USE = 2;

async function main(): Promise<number> {
  try {
    const command = parseCommand(process.argv.slice(2));
    if (command.name === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    const { env } = process;
    // What changes the schema or its roles needs the owner's login only.
    const isOwners = command.name === 'migrate' || isAboutBiLogins(command);
    const databaseUrl = env['DATABASE_URL'] || (isOwners && env['DATABASE_MIGRATION_URL']) || '';
    // Without a database of its own it is that of the data folder which holds the keys.
    const form = command.name === 'vault-rotate' && databaseUrl === '' ? 'embedded' : 'distributed';
    const config = loadConfig({ ...env, DATABASE_URL: databaseUrl }, form);
    await runCommand(command, config, (line) => process.stdout.write(`${line}\n`));
    return 0;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return error instanceof UsageError || error instanceof ConfigError
      ? EXIT_WRONG_USE
      : EXIT_FAILED;
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${HELP}`;
  // A refused connection to a name with several addresses carries its reasons inside.
  const reasons = error instanceof AggregateError ? error.errors : [error];
  return redactText(
    reasons
      .map((each: unknown) => (each instanceof Error ? each.message : String(each)))
      .join('; '),
  );
}

void main().then((code) => {
  process.exitCode = code;
});
