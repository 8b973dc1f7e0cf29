const { join } = require('node:path');
const { formatFiles, generateFiles } = require('@nx/devkit');
const edit = require('../edit.cjs');

const FOLDER = 'libs/contracts/src';
const LINE_WIDTH = 96;

/** Writes the contract of an event that names an account, lists and exports it. */
async function eventGenerator(tree, { name, description, optional = false }) {
  edit.mustMatch(name, /^[a-z]+(\.[a-z]+)*\.[a-z]+ed$/, 'a name in the past tense with dots');
  edit.mustMatch(description, /\S/, 'who publishes it, when, and what a consumer may rely on');
  const file = name.replaceAll('.', '-');
  const constant = edit.camelCase(name);
  edit.mustBeNew(tree, `${FOLDER}/events/${file}.event.ts`);
  generateFiles(tree, join(__dirname, 'files'), `${FOLDER}/events`, {
    file,
    name,
    constant,
    type: edit.pascalCase(name),
    optional,
    docstring: wrapped(description),
  });
  const path = `./events/${file}.event`;
  const list = edit.addImport(
    edit.textAt(tree, `${FOLDER}/all-events.ts`),
    constant,
    path,
    './events/',
  );
  tree.write(
    `${FOLDER}/all-events.ts`,
    edit.addMember(list, 'ALL_EVENTS: readonly EventContract[] = [', constant),
  );
  const index = edit.textAt(tree, `${FOLDER}/index.ts`);
  tree.write(
    `${FOLDER}/index.ts`,
    edit.insertSorted(
      index,
      `export * from '${path}';`,
      /^export \* from '\.\/events\//,
      edit.pathOf,
    ),
  );
  await formatFiles(tree);
}

/** Text as lines of a comment. */
function wrapped(text) {
  const lines = [''];
  for (const word of text.replaceAll('*/', '* /').trim().split(/\s+/)) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > LINE_WIDTH) lines.push(` ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => ` *${line}`).join('\n');
}

module.exports = eventGenerator;
