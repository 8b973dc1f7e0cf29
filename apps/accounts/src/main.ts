import { runProcess } from '@skyledger/process';

void runProcess('accounts', async (context) => (await import('./app')).start(context));
