/**
 * The whole path against its own beginning: fetch, parse, map, hash, write, publish, evaluate and
 * match, beside fetch, parse, map and hash alone. Everything runs as in production, each service a
 * process; the clouds are the emulator, a process too.
 */
import { prepareRows } from '@skyledger/discovery';
import { recordingGate } from '@skyledger/provider-sdk';
import { loadProvider } from '@skyledger/providers';
import { BENCH_CREDENTIALS, estateOf, startEmulatorProcess, startPlatform } from './platform';

const INSTANCES = Number(process.argv[2] ?? 100_000);

async function main(): Promise<void> {
  const emulator = await startEmulatorProcess(estateOf(INSTANCES));
  // The first reading lets the code be compiled; it is not counted.
  await readOnly(emulator.awsEndpoint);
  const alone = await readOnly(emulator.awsEndpoint);
  const platform = await startPlatform(emulator.awsEndpoint);
  const account = await platform.addAccount();
  const first = await platform.finishedRun(account);
  const afterFirst = await platform.settled();
  await platform.discover(account);
  const unchanged = await platform.finishedRun(account);
  const again = await readOnly(emulator.awsEndpoint);
  const reading = (alone + again) / 2;
  console.log(`${INSTANCES} instances: reading alone ${alone.toFixed(1)} s, ${again.toFixed(1)} s`);
  console.log(
    `first run      ${first.toFixed(1)} s, ${(reading / first).toFixed(2)} of reading alone`,
  );
  console.log(
    `unchanged run  ${unchanged.toFixed(1)} s, ${(reading / unchanged).toFixed(2)} of reading alone`,
  );
  console.log(
    `queues empty   ${(afterFirst / first).toFixed(2)} of the first run's time after its end`,
  );
  await platform.stop();
  await emulator.process.terminate();
}

/** Fetch, parse, map and hash, nothing else; in seconds. */
async function readOnly(endpoint: string): Promise<number> {
  const provider = await loadProvider('aws');
  const gate = recordingGate((error) => provider.classifyError(error));
  const credentials = provider.credentials.parse(BENCH_CREDENTIALS);
  const client = await provider.connect(credentials, { gate, endpoint });
  const pass = provider.passes.find((candidate) => candidate.id === 'ec2.instances')!;
  const signal = new AbortController().signal;
  const started = performance.now();
  for await (const page of pass.collect({ client, region: 'us-east-1', cursor: null, signal })) {
    prepareRows(page.resources);
  }
  const seconds = (performance.now() - started) / 1000;
  await provider.disconnect(client);
  return seconds;
}

void main();
