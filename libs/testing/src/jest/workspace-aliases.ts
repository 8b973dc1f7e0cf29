import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';

interface ResolvingModule {
  _resolveFilename(request: string, ...rest: unknown[]): string;
}

/**
 * Lets plain `require` resolve the `@skyledger/...` aliases of tsconfig.base.json. Jest maps module
 * names in test files only, not in global setup and teardown.
 */
const root = join(__dirname, '../../../..');
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')) as {
  compilerOptions: { paths: Record<string, [string]> };
};
const targets = new Map(
  Object.entries(compilerOptions.paths).map(([alias, [target]]) => [alias, join(root, target)]),
);
const resolving = Module as unknown as ResolvingModule;
const resolve = resolving._resolveFilename;
resolving._resolveFilename = function (request, ...rest) {
  return resolve.call(this, targets.get(request) ?? request, ...rest);
};
