import { prepareRows } from '@skyledger/discovery';
import { type Pass, recordingGate, type XmlReader } from '@skyledger/provider-sdk';
import { loadProvider } from '@skyledger/providers';
import { BENCH_CREDENTIALS } from './platform';

/** How long reading took, and how long a processor was busy with it; both in seconds. */
export interface Reading {
  seconds: number;
  cpuSeconds: number;
}

/** Fetch, parse, map and hash of all instances, nothing else. */
export async function readOnly(
  endpoint: string,
  xmlReader: XmlReader = 'streaming',
): Promise<Reading> {
  return read(endpoint, xmlReader, ({ id }) => id === 'ec2.instances');
}

/** Asks for everything that a run asks for: lets the code be compiled and the answers be kept. */
export async function warmUp(endpoint: string, xmlReader: XmlReader = 'streaming'): Promise<void> {
  await read(endpoint, xmlReader, () => true);
}

async function read(
  endpoint: string,
  xmlReader: XmlReader,
  isWanted: (pass: Pass) => boolean,
): Promise<Reading> {
  const provider = await loadProvider('aws');
  const gate = recordingGate((error) => provider.classifyError(error));
  const credentials = provider.credentials.parse(BENCH_CREDENTIALS);
  const client = await provider.connect(credentials, { gate, endpoint, xmlReader });
  const signal = new AbortController().signal;
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  for (const pass of provider.passes.filter(isWanted)) {
    const region = pass.scope === 'global' ? 'global' : 'us-east-1';
    for await (const page of pass.collect({ client, region, cursor: null, signal })) {
      prepareRows(page.resources);
    }
  }
  const cpu = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - started) / 1000;
  await provider.disconnect(client);
  return { seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6 };
}
