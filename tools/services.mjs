/**
 * `npm run services`: migrates the database, then runs every service as a process of its own against
 * DATABASE_URL, AMQP_URL and REDIS_URL. Stops them all when one ends or when it is told to stop.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from './workspace.mjs';

requireNode();
ensureInstalled();
ensureBuilt();

const scriptOf = (app) => join(root, 'dist', 'apps', app, 'src', 'main.js');
const migration = spawnSync(process.execPath, [scriptOf('ops'), 'migrate'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});
if (migration.status !== 0) process.exit(migration.status ?? 1);

const services = [
  'gateway',
  'accounts',
  'scheduler',
  'discovery-worker',
  'check-evaluator',
  'agent-matcher',
];
let stopping = false;
let failed = false;
const running = new Map();

for (const name of services) {
  const child = spawn(process.execPath, [scriptOf(name)], {
    cwd: root,
    stdio: 'inherit',
    // Each listens for health on a port of its own; the gateway's is PORT.
    env: { HEALTH_PORT: '0', ...process.env },
  });
  running.set(name, child);
  child.on('exit', (code, signal) => {
    running.delete(name);
    if (!stopping) {
      failed = true;
      console.error(`${name} ended (${signal ?? code}); stopping the others`);
      stopAll();
    }
    if (running.size === 0) process.exit(failed ? 1 : 0);
  });
}

function stopAll() {
  if (stopping) return;
  stopping = true;
  for (const child of running.values()) child.kill('SIGTERM');
}
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
