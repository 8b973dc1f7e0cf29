import nx from '@nx/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';

/** What each layer may import, lowest first. A spec may also use the emulator and the test services. */
const layers = {
  'type:model': [],
  'type:contracts': ['type:model'],
  'type:platform': ['type:model', 'type:contracts', 'type:platform'],
  'type:sdk': ['type:model'],
  'type:provider': ['type:model', 'type:sdk'],
  'type:registry': ['type:model', 'type:sdk', 'type:provider'],
  'type:checks': ['type:model', 'type:sdk'],
  'type:emulator': [],
  'type:testing': ['type:model', 'type:contracts', 'type:platform', 'type:emulator'],
  'type:service': [
    'type:model',
    'type:contracts',
    'type:platform',
    'type:sdk',
    'type:registry',
    'type:checks',
  ],
  'type:app': [
    'type:model',
    'type:contracts',
    'type:platform',
    'type:sdk',
    'type:registry',
    'type:checks',
    'type:service',
    'type:emulator',
    'type:testing',
  ],
};

const boundaries = (extra) => [
  'error',
  {
    depConstraints: Object.entries(layers).map(([sourceTag, allowed]) => ({
      sourceTag,
      onlyDependOnLibsWithTags: [...new Set([...allowed, ...extra(sourceTag)])],
    })),
  },
];

/** Clients that belong to one place each. */
const clients = [
  { name: 'amqplib', owner: 'libs/platform/messaging' },
  { name: 'amqp-connection-manager', owner: 'libs/platform/messaging' },
  { name: 'ioredis', owner: 'libs/platform/limits' },
  { name: 'pg', owner: 'libs/platform/database' },
  { name: 'typeorm', owner: 'libs/platform/database' },
  { name: 'pg-copy-streams', owner: 'libs/services/discovery' },
];
const restricted = (owner) => [
  'error',
  {
    paths: clients
      .filter((client) => client.owner !== owner)
      .map(({ name, owner: place }) => ({
        name,
        message: `Only ${place} talks to it.`,
        allowTypeImports: true,
      })),
    patterns: [
      ...(owner === 'libs/providers/aws'
        ? []
        : [{ group: ['@aws-sdk/*', '@smithy/*'], message: 'Only its provider uses a cloud SDK.' }]),
      { group: ['@skyledger/*/*'], message: 'Import a library by its index.' },
    ],
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.nx/',
      '.skyledger/',
      'coverage/',
      'tools/generators/**/files/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(() => []),
      '@typescript-eslint/no-restricted-imports': restricted(''),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 500, skipBlankLines: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  ...[...new Set([...clients.map((client) => client.owner), 'libs/providers/aws'])].map(
    (owner) => ({
      files: [`${owner}/**/*.ts`],
      rules: { '@typescript-eslint/no-restricted-imports': restricted(owner) },
    }),
  ),
  {
    files: ['**/*.spec.ts', 'libs/testing/**/*.ts', 'bench/**/*.ts', '**/testing/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries((tag) =>
        tag === 'type:model' ? [] : ['type:testing', 'type:emulator', 'type:platform'],
      ),
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  {
    files: ['libs/testing/src/jest/*.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
);
