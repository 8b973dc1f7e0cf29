const { join } = require('node:path');
const { formatFiles, generateFiles } = require('@nx/devkit');
const { addImport, addMember, camelCase, mustBeNew, mustMatch, textAt } = require('../edit.cjs');

const LIST = 'libs/checks/src/all-checks.ts';
const BUILDERS = 'libs/checks/src/testing/ledger-resource.builder.ts';

/**
 * Writes a check and its spec, and lists it. The suites fail until the check says what it risks, how
 * it is mended, and has a case for each outcome.
 */
async function checkGenerator(tree, { id, appliesTo, title, severity = 'medium' }) {
  mustMatch(id, /^[a-z]+(-[a-z]+)*$/, 'an id in kebab case');
  const folder = `libs/checks/src/${appliesTo.replaceAll('_', '-')}/${id}`;
  mustBeNew(tree, `${folder}/check.ts`);
  const name = camelCase(id);
  const builder = builderOf(textAt(tree, BUILDERS), appliesTo);
  generateFiles(tree, join(__dirname, 'files'), folder, {
    ...builder,
    id,
    appliesTo,
    title,
    severity,
    name,
  });
  const path = `./${folder.slice('libs/checks/src/'.length)}/check`;
  const list = addImport(textAt(tree, LIST), name, path);
  tree.write(LIST, addMember(list, 'ALL_CHECKS: readonly Check[] = [', name));
  await formatFiles(tree);
}

/** The builder of a resource type, and what it cannot do without. */
function builderOf(builders, appliesTo) {
  const functions = builders.matchAll(/function (\w+)\(\s*([^)]*?)\)\s*: LedgerResource<'(\w+)'>/g);
  for (const [, builder, parameters, type] of functions) {
    if (type !== appliesTo) continue;
    const needed = parameters.split(',')[0].includes('readonly') && !parameters.includes('{}');
    return { builder, builderArgument: needed ? '[]' : '' };
  }
  throw new Error(`there is no builder of ${appliesTo} in ${BUILDERS}; add one first`);
}

module.exports = checkGenerator;
