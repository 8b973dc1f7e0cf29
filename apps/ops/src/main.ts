import { ConfigError, loadConfig } from '@skyledger/config';
import { redactText } from '@skyledger/telemetry';
import { HELP, parseCommand, UsageError } from './arguments';
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
    // A migration needs the owner's login only.
    const databaseUrl =
      env['DATABASE_URL'] || (command.name === 'migrate' && env['DATABASE_MIGRATION_URL']) || '';
    const config = loadConfig({ ...env, DATABASE_URL: databaseUrl }, 'distributed');
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
