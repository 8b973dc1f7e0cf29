import { runProcess } from '@skyledger/process';
import { type Arguments, HELP, parseArguments } from './arguments';

function argumentsOrExit(): Arguments {
  try {
    return parseArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

const given = argumentsOrExit();
if (given.help) {
  process.stdout.write(HELP);
} else {
  void runProcess(
    'standalone',
    async (context) => (await import('./standalone')).startStandalone(context, given),
    { form: 'embedded', logs: 'stderr', logLevel: 'warn' },
  );
}
