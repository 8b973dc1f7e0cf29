import { setFlagsFromString } from 'node:v8';
import { runProcess } from '@skyledger/process';

// A page of a listing is garbage soon after it was read. Left alone, V8 lets the heap grow to many
// times what is alive before it collects; a worker's memory would follow the size of its accounts.
setFlagsFromString('--heap-growing-percent=60');

void runProcess('discovery-worker', async (context) => (await import('./app')).start(context));
