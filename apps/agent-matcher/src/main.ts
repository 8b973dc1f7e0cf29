import { runProcess } from '@skyledger/process';

void runProcess('agent-matcher', async (context) => (await import('./app')).start(context));
