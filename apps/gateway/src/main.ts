import { runProcess } from '@skyledger/process';

void runProcess('gateway', async (context) => (await import('./app')).start(context));
