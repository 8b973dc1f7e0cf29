/**
 * The whole path against its own beginning: fetch, parse, map, hash, write and publish, beside fetch,
 * parse, map and hash alone; then once more with the evaluator and the matcher, to see whether they
 * keep pace. What Postgres alone takes for the rows of a first run is told by COPY. Everything runs as
 * in production, each service a process; the clouds are kept answers of the emulator, from a process
 * too. Both sides read machines and nothing else, with code that has run before.
 */
import { copyAgain } from './ledger-copy';
import {
  BENCH_CREDENTIALS,
  estateOf,
  startPlatform,
  startReplayedEmulator,
  WARM_UP_CREDENTIALS,
} from './platform';
import { readOnly, warmUp } from './reading';

const INSTANCES = Number(process.argv[2] ?? 100_000);

async function main(): Promise<void> {
  const emulator = await startReplayedEmulator(estateOf(INSTANCES));
  await warmUp(emulator.awsEndpoint);
  const { seconds: alone } = await readOnly(emulator.awsEndpoint);
  const path = await runsOf(emulator.awsEndpoint, false);
  const { seconds: again } = await readOnly(emulator.awsEndpoint);
  const all = await runsOf(emulator.awsEndpoint, true);
  await warmUp(emulator.awsEndpoint, 'sdk');
  const { seconds: bySdk } = await readOnly(emulator.awsEndpoint, 'sdk');
  const reading = (alone + again) / 2;
  console.log(
    `${INSTANCES} instances: reading alone ${alone.toFixed(1)} s, ${again.toFixed(1)} s; by the SDK's parser ${bySdk.toFixed(1)} s`,
  );
  const report = (name: string, { first, unchanged }: Runs): void => {
    const ratio = (seconds: number): string =>
      `${seconds.toFixed(1)} s, ${(reading / seconds).toFixed(2)} of reading alone, ${(bySdk / seconds).toFixed(2)} of reading by the SDK's parser`;
    console.log(`${name}: first run ${ratio(first)}; unchanged run ${ratio(unchanged)}`);
  };
  console.log(`COPY of the same rows alone: ${path.copy.toFixed(1)} s`);
  report('the path', path);
  report('with evaluator and matcher', all);
  console.log(
    `queues empty ${(all.untilEmpty / all.first).toFixed(2)} of the first run's time after its end`,
  );
  await emulator.stop();
}

/** Durations in seconds. */
interface Runs {
  /** COPY of the ledger's rows into its tables, and nothing else. */
  copy: number;
  first: number;
  unchanged: number;
  /** From the end of the first run until no event waits. */
  untilEmpty: number;
}

async function runsOf(awsEndpoint: string, consumers: boolean): Promise<Runs> {
  const platform = await startPlatform(awsEndpoint, { consumers });
  await platform.finishedRun(await platform.addAccount(WARM_UP_CREDENTIALS, ['vm']));
  const account = await platform.addAccount(BENCH_CREDENTIALS, ['vm']);
  const first = await platform.finishedRun(account);
  const untilEmpty = consumers ? await platform.settled() : 0;
  await platform.discover(account);
  const unchanged = await platform.finishedRun(account);
  const copy = consumers ? 0 : await copyAgain(platform.owner);
  await platform.stop();
  return { first, unchanged, untilEmpty, copy };
}

void main();
