const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = __dirname;
const swc = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** Jest cannot require ES modules on Node 20, so every installed ESM package is transformed. */
const esmPackages = Object.keys(lock.packages).filter((path) => {
  if (!path.startsWith('node_modules/')) return false;
  try {
    return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).type === 'module';
  } catch {
    return false;
  }
});
const esmNames = [...new Set(esmPackages.map((path) => path.split('node_modules/').pop()))];

const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [target]]) => [
    `^${name}$`,
    join(root, target),
  ]),
);

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: root,
  testEnvironment: 'node',
  testMatch,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: { ...moduleNameMapper, '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['reflect-metadata'],
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      { ...swc, $schema: undefined, jsc: { ...swc.jsc, baseUrl: root }, swcrc: false },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esmNames.join('|')})/)`],
  ...extra,
});

/** Starts Postgres, RabbitMQ and Redis on free ports for the whole run. */
const privateServices = {
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/libs/testing/src/jest/patience.ts'],
};

module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    project('unit', [
      '<rootDir>/{libs,apps,tools}/**/*.spec.ts',
      '!**/*.int.spec.ts',
      '!**/*.e2e.spec.ts',
    ]),
    project('integration', ['<rootDir>/{libs,apps}/**/*.int.spec.ts'], privateServices),
    project('e2e', ['<rootDir>/apps/platform-e2e/**/*.e2e.spec.ts'], privateServices),
  ],
};
