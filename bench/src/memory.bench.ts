/**
 * Memory of the worker while it collects accounts of growing size, beside its idle memory: when it has
 * started, and when it has collected an account with next to nothing in it, for which it loads all the
 * code that AWS takes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BENCH_CREDENTIALS,
  busySeconds,
  estateOf,
  residentMib,
  WARM_UP_CREDENTIALS,
  startEmulatorProcess,
  startPlatform,
} from './platform';

const SIZES = (process.argv[2] ?? '10000,100000,300000').split(',').map(Number);

async function main(): Promise<void> {
  for (const size of SIZES) {
    const emulator = await startEmulatorProcess(estateOf(size, 1));
    const platform = await startPlatform(emulator.awsEndpoint);
    const { pid } = platform.worker;
    const started = await idleMib(pid);
    await platform.finishedRun(await platform.addAccount(WARM_UP_CREDENTIALS));
    const idle = await idleMib(pid);
    const account = await platform.addAccount(BENCH_CREDENTIALS);
    let highest = idle;
    const sampling = setInterval(() => {
      highest = Math.max(highest, residentMib(pid));
    }, 100);
    const seconds = await platform.finishedRun(account);
    clearInterval(sampling);
    const over = (mib: number): string => `+${(highest - mib).toFixed(0)} over ${mib.toFixed(0)}`;
    console.log(
      `${size} resources: highest ${highest.toFixed(0)} MiB, ${over(idle)} when idle, ${over(started)} when started; ${seconds.toFixed(1)} s`,
    );
    await platform.stop();
    await emulator.process.terminate();
  }
}

/** Memory of a process that is done with what it had to do. */
async function idleMib(pid: number): Promise<number> {
  for (let before = -1, busy = 0; busy - before > 0.1;) {
    before = busy;
    await sleep(2000);
    busy = busySeconds(pid);
  }
  return residentMib(pid);
}

void main();
