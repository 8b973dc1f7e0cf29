/** Edits of the lists that a new provider, pass, check or event is added to. Node's own modules only. */

/** Reads a file of the tree. */
function textAt(tree, path) {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new Error(`there is no ${path}`);
  return text;
}

/** Refuses to overwrite what is there. */
function mustBeNew(tree, path) {
  if (tree.exists(path)) throw new Error(`${path} is there already`);
}

/**
 * Puts a line among those that look like it, in order of what `keyOf` reads from them; after the last
 * one that sorts before it.
 */
function insertSorted(text, line, pattern, keyOf = (each) => each) {
  const lines = text.split('\n');
  if (lines.includes(line)) return text;
  const alike = lines.flatMap((each, index) => (pattern.test(each) ? [index] : []));
  if (alike.length === 0) throw new Error(`there is no line like ${line.trim()}`);
  const later = alike.find((index) => keyOf(lines[index]) > keyOf(line));
  lines.splice(later ?? alike.at(-1) + 1, 0, line);
  return lines.join('\n');
}

/** The path in an import or export. */
const pathOf = (line) => /from '([^']+)'/.exec(line)?.[1] ?? line;

/** Adds `import { name } from 'path';` among the imports whose paths begin alike. */
function addImport(text, name, path, prefix = './') {
  const pattern = new RegExp(`^import \\{ [\\w, ]+ \\} from '${prefix.replaceAll('.', '\\.')}`);
  return insertSorted(text, `import { ${name} } from '${path}';`, pattern, pathOf);
}

/** Adds a member, in order, to the array that begins after `start`, one member a line or in one line. */
function addMember(text, start, member, { sorted = true } = {}) {
  const at = text.indexOf(start);
  const open = at < 0 ? -1 : text.indexOf('[', at + start.length - 1);
  const close = open < 0 ? -1 : text.indexOf(']', open);
  if (close < 0) throw new Error(`there is no list after ${start}`);
  const members = text
    .slice(open + 1, close)
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (!members.includes(member)) members.push(member);
  if (sorted) members.sort();
  return `${text.slice(0, open + 1)}${members.join(', ')}${text.slice(close)}`;
}

/** `a-b.c` as `aBC`. */
const camelCase = (name) => name.replace(/[-._](\w)/g, (_all, letter) => letter.toUpperCase());
/** `a-b.c` as `ABC`. */
const pascalCase = (name) => camelCase(name).replace(/^\w/, (letter) => letter.toUpperCase());

/** Refuses a name of another form. */
function mustMatch(value, pattern, meaning) {
  if (!pattern.test(String(value))) throw new Error(`expected ${meaning}, got ${value}`);
}

module.exports = {
  addImport,
  addMember,
  camelCase,
  insertSorted,
  mustBeNew,
  mustMatch,
  pascalCase,
  pathOf,
  textAt,
};
