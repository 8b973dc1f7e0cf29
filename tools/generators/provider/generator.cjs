const { join } = require('node:path');
const { formatFiles, generateFiles, updateJson } = require('@nx/devkit');
const {
  camelCase,
  insertSorted,
  mustBeNew,
  mustMatch,
  pascalCase,
  textAt,
} = require('../edit.cjs');

const MODEL = 'libs/resource-model/src/resource-type.ts';
const REGISTRY = 'libs/providers/registry/src/registry.ts';

/**
 * Writes a provider that reads a REST API with a bearer token, registers it and makes its import
 * alias. The suite over all providers fails until it has a pass and names its secret fields.
 */
async function providerGenerator(tree, { id, name, endpoint }) {
  const [, ids = ''] = /PROVIDER_IDS = \[([^\]]*)\]/.exec(textAt(tree, MODEL)) ?? [];
  const known = [...ids.matchAll(/'(\w+)'/g)].map(([, each]) => each);
  if (!known.includes(id)) {
    throw new Error(
      `${id} is none of PROVIDER_IDS (${known.join(', ')}); add it to ${MODEL} first`,
    );
  }
  mustMatch(endpoint, /^https:\/\/[^\s/]+/, 'an https address');
  const folder = `libs/providers/${id}`;
  mustBeNew(tree, `${folder}/project.json`);
  const constant = camelCase(id);
  generateFiles(tree, join(__dirname, 'files'), folder, {
    id,
    name,
    endpoint,
    constant,
    type: pascalCase(id),
  });
  updateJson(tree, 'tsconfig.base.json', (config) => {
    const { paths } = config.compilerOptions;
    const entries = Object.entries({
      ...paths,
      [`@skyledger/provider-${id}`]: [`./${folder}/src/index.ts`],
    });
    const last = entries.pop();
    const after = entries.findLastIndex(([alias]) => alias.startsWith('@skyledger/provider-'));
    entries.splice(after + 1, 0, last);
    config.compilerOptions.paths = Object.fromEntries(entries);
    return config;
  });
  const loader = `  ${id}: async (): Promise<Provider> => (await import('@skyledger/provider-${id}')).${constant},`;
  // Long entries are wrapped; the formatter does it again.
  const registry = textAt(tree, REGISTRY).replace(/=>\n\s+/g, '=> ');
  tree.write(REGISTRY, insertSorted(registry, loader, /^ {2}\w+: async \(\): Promise<Provider>/));
  await formatFiles(tree);
}

module.exports = providerGenerator;
