/** `npm run bench -- write-path [arguments]`: builds, then runs one of the benchmarks in bench/. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from './workspace.mjs';

requireNode();
const names = readdirSync(join(root, 'bench', 'src'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));
const [name, ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`npm run bench -- ${names.join('|')} [arguments]`);
  process.exit(2);
}
ensureInstalled();
ensureBuilt();
const script = join(root, 'dist', 'bench', 'src', `${name}.bench.js`);
const { status } = spawnSync(process.execPath, [script, ...rest], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
