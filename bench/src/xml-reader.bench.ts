/**
 * The streaming reader of XML beside the SDK's: a worker's first run, its unchanged run, and reading
 * alone (fetch, parse, map and hash), all of machines and nothing else, with code that has run before.
 * Evaluator and matcher do not run; the clouds are kept answers of the emulator, from a process of their
 * own.
 */
import type { XmlReader } from '@skyledger/provider-sdk';
import {
  BENCH_CREDENTIALS,
  busySeconds,
  estateOf,
  startPlatform,
  startReplayedEmulator,
  WARM_UP_CREDENTIALS,
} from './platform';
import { readOnly, warmUp } from './reading';

const INSTANCES = Number(process.argv[2] ?? 100_000);

/** What one reader took, in seconds, by what was done. */
type Timings = Record<string, number>;

async function main(): Promise<void> {
  const emulator = await startReplayedEmulator(estateOf(INSTANCES));
  const sdk = await timingsOf(emulator.awsEndpoint, 'sdk');
  const streaming = await timingsOf(emulator.awsEndpoint, 'streaming');
  console.log(`${INSTANCES} instances`);
  for (const [name, seconds] of Object.entries(streaming)) {
    const before = sdk[name]!;
    console.log(
      `${name.padEnd(38)} ${(before / seconds).toFixed(2)} times the SDK's path (${before.toFixed(1)} s, ${seconds.toFixed(1)} s)`,
    );
  }
  await emulator.stop();
}

async function timingsOf(awsEndpoint: string, reader: XmlReader): Promise<Timings> {
  await warmUp(awsEndpoint, reader);
  const reading = await readOnly(awsEndpoint, reader);
  const platform = await startPlatform(awsEndpoint, {
    consumers: false,
    env: { SKYLEDGER_AWS_XML_READER: reader },
  });
  const cpu = async (run: () => Promise<number>): Promise<{ seconds: number; busy: number }> => {
    const before = busySeconds(platform.worker.pid);
    const seconds = await run();
    return { seconds, busy: busySeconds(platform.worker.pid) - before };
  };
  await platform.finishedRun(await platform.addAccount(WARM_UP_CREDENTIALS, ['vm']));
  let account = '';
  const first = await cpu(async () => {
    account = await platform.addAccount(BENCH_CREDENTIALS, ['vm']);
    return platform.finishedRun(account);
  });
  const unchanged = await cpu(async () => {
    await platform.discover(account);
    return platform.finishedRun(account);
  });
  await platform.stop();
  return {
    'first run': first.seconds,
    'first run, processor of the worker': first.busy,
    'unchanged run': unchanged.seconds,
    'unchanged run, processor of the worker': unchanged.busy,
    'reading alone': reading.seconds,
    'reading alone, processor': reading.cpuSeconds,
  };
}

void main();
