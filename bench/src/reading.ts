import { prepareRows } from '@skyledger/discovery';
import { recordingGate, type XmlReader } from '@skyledger/provider-sdk';
import { loadProvider } from '@skyledger/providers';
import { BENCH_CREDENTIALS } from './platform';

/** How long reading took, and how long a processor was busy with it; both in seconds. */
export interface Reading {
  seconds: number;
  cpuSeconds: number;
}

/** Fetch, parse, map and hash, nothing else. */
export async function readOnly(
  endpoint: string,
  xmlReader: XmlReader = 'streaming',
): Promise<Reading> {
  const provider = await loadProvider('aws');
  const gate = recordingGate((error) => provider.classifyError(error));
  const credentials = provider.credentials.parse(BENCH_CREDENTIALS);
  const client = await provider.connect(credentials, { gate, endpoint, xmlReader });
  const pass = provider.passes.find((candidate) => candidate.id === 'ec2.instances')!;
  const signal = new AbortController().signal;
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  for await (const page of pass.collect({ client, region: 'us-east-1', cursor: null, signal })) {
    prepareRows(page.resources);
  }
  const cpu = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - started) / 1000;
  await provider.disconnect(client);
  return { seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6 };
}
