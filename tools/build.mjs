/**
 * Compiles every library and app to CommonJS under dist/. The path aliases come from
 * tsconfig.base.json, so that they are listed once; SWC rewrites them to relative paths.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const readJson = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

const { $schema, ...swc } = readJson('.swcrc');
swc.jsc.baseUrl = root;
swc.jsc.paths = readJson('tsconfig.base.json').compilerOptions.paths;

rmSync(join(root, 'dist'), { recursive: true, force: true });
mkdirSync(join(root, 'dist'), { recursive: true });
const config = join(root, 'dist', 'swcrc.json');
writeFileSync(config, JSON.stringify(swc));

const cli = createRequire(import.meta.url).resolve('@swc/cli/bin/swc.js');
const args = ['libs', 'apps', 'bench', '-d', 'dist', '--config-file', config];
const { status } = spawnSync(
  process.execPath,
  [cli, ...args, '--ignore', '**/*.spec.ts,**/node_modules/**'],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
process.exit(status ?? 1);
