import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoAgents, demoEstate, startEmulator } from '@skyledger/cloud-emulator';
import type { EstateSpec } from '@skyledger/cloud-emulator';

const HELP = `Emulates the read APIs of AWS and Hetzner Cloud for an estate.

  --port <number>         port on 127.0.0.1 (default: a free one)
  --estate demo|<file>    the demo estate (default) or a JSON file in the form of EstateSpec
  --help                  this text
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      estate: { type: 'string', default: 'demo' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const isDemo = values.estate === 'demo';
  const emulator = await startEmulator({
    estate: isDemo ? demoEstate() : readEstate(values.estate),
    port: readPort(values.port),
  });
  const { endpoints, adminEndpoint } = emulator;
  print({
    endpoints,
    adminEndpoint,
    ...(isDemo ? { agents: demoAgents() } : {}),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void emulator.close());
  }
}

function readEstate(file: string): EstateSpec {
  return JSON.parse(readFileSync(file, 'utf8')) as EstateSpec;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${text}`);
  }
  return port;
}

/** One line of JSON, so that whoever started the process can read the addresses. */
function print(started: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(started)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
