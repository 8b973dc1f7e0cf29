/**
 * Files that are generated from the code, and must say what the code says: the table of settings in
 * README.md, the least-privilege policies in deploy/iam, the description of the API in docs/api, the
 * pages of docs/providers.
 *
 *   node tools/drift.mjs         exits with 1 when one of them differs
 *   node tools/drift.mjs --fix   writes them
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import prettier from 'prettier';
import { providerPage } from './provider-pages.mjs';
import { ensureBuilt, root } from './workspace.mjs';

const SETTINGS_START = '<!-- settings:start -->';
const SETTINGS_END = '<!-- settings:end -->';

ensureBuilt();
const require = createRequire(import.meta.url);
require('reflect-metadata');
const library = (folder) => require(join(root, 'dist', 'libs', folder, 'src', 'index.js'));

const { loadProvider, PROVIDERS_AVAILABLE } = library('providers/registry');
const fix = process.argv.includes('--fix');
const generated = {
  'README.md': withSettings,
  'deploy/iam/aws-read-only.json': awsPolicy,
  'docs/api/openapi.json': openApi,
  ...Object.fromEntries(PROVIDERS_AVAILABLE.map((id) => [`docs/providers/${id}.md`, pageOf(id)])),
};

let drifted = 0;
for (const [path, generate] of Object.entries(generated)) {
  const file = join(root, path);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const { text, problem } = await generate(current, path);
  if (text !== undefined && text === current) continue;
  if (text !== undefined && fix) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${path} written`);
    continue;
  }
  drifted += 1;
  console.error(`${path}: ${problem ?? 'differs from the code; `npm run drift:fix` mends it'}`);
}
process.exit(drifted > 0 ? 1 : 0);

/** The README with a fresh table of settings between its two markers. */
async function withSettings(readme, path) {
  if (readme === undefined) return { problem: 'there is none' };
  const [start, end] = [readme.indexOf(SETTINGS_START), readme.indexOf(SETTINGS_END)];
  if (start < 0 || end < start) {
    return {
      problem: `needs the lines ${SETTINGS_START} and ${SETTINGS_END}, between which \`npm run drift:fix\` writes the settings`,
    };
  }
  const table = await formatted(library('platform/config').settingsTable(), path);
  const before = readme.slice(0, start + SETTINGS_START.length);
  return { text: `${before}\n\n${table}\n${readme.slice(end)}` };
}

/** What a read-only role or user for discovery in AWS has to be allowed, and nothing more. */
async function awsPolicy(_current, path) {
  const { aws, readOnlyPolicy } = library('providers/aws');
  return { text: await formatted(JSON.stringify(readOnlyPolicy(aws.passes)), path) };
}

/** What the plug-in of a provider says of itself. */
function pageOf(id) {
  return async (_current, path) => {
    const { z } = require('zod');
    const { checksFor } = library('checks');
    const toJsonSchema = (schema) => z.toJSONSchema(schema, { io: 'input' });
    const page = providerPage(await loadProvider(id), { toJsonSchema, checksFor });
    return { text: await formatted(page, path) };
  };
}

/** The description of the REST API, made without a database: nothing of it is called. */
async function openApi(_current, path) {
  const { NestFactory } = require('@nestjs/core');
  const { ApiModule, createApiAdapter, openApiDocument } = library('services/api');
  const needed = [
    library('platform/config').SKYLEDGER_CONFIG,
    library('platform/database').Database,
    library('platform/limits').Limits,
    library('platform/messaging').MessageBus,
    library('platform/vault').VaultProvider,
  ];
  const platform = {
    module: class Platform {},
    global: true,
    providers: needed.map((provide) => ({ provide, useValue: {} })),
    exports: needed,
  };
  const app = await NestFactory.create(
    { module: class Description {}, imports: [platform, ApiModule.forRoot()] },
    createApiAdapter(),
    { logger: false, abortOnError: false },
  );
  const document = sorted(openApiDocument(app));
  await app.close();
  return { text: await formatted(JSON.stringify(document), path) };
}

/** Members in the order of their names, so that only what changed shows in a diff. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

/** As the format check wants it. */
async function formatted(text, path) {
  const filepath = join(root, path);
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}
