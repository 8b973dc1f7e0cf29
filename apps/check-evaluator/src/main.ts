import { runProcess } from '@skyledger/process';

void runProcess('check-evaluator', async (context) => (await import('./app')).start(context));
