/** Memory of the worker while it collects accounts of growing size, beside its idle memory. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  busySeconds,
  estateOf,
  residentMib,
  startEmulatorProcess,
  startPlatform,
} from './platform';

const SIZES = (process.argv[2] ?? '10000,100000,300000').split(',').map(Number);

async function main(): Promise<void> {
  for (const size of SIZES) {
    const emulator = await startEmulatorProcess(estateOf(size));
    const platform = await startPlatform(emulator.awsEndpoint);
    const idle = await idleMib(platform.worker.pid);
    const account = await platform.addAccount();
    let highest = idle;
    const sampling = setInterval(() => {
      highest = Math.max(highest, residentMib(platform.worker.pid));
    }, 100);
    const seconds = await platform.finishedRun(account);
    clearInterval(sampling);
    console.log(
      `${size} resources: idle ${idle.toFixed(0)} MiB, highest ${highest.toFixed(0)} MiB (+${(highest - idle).toFixed(0)}), ${seconds.toFixed(1)} s`,
    );
    await platform.stop();
    await emulator.process.terminate();
  }
}

/** Memory of a process that has started, and is done with loading its code. */
async function idleMib(pid: number): Promise<number> {
  for (let before = -1, busy = 0; busy - before > 0.1;) {
    before = busy;
    await sleep(2000);
    busy = busySeconds(pid);
  }
  return residentMib(pid);
}

void main();
