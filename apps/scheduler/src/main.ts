import { runProcess } from '@skyledger/process';

void runProcess('scheduler', async (context) => (await import('./app')).start(context));
