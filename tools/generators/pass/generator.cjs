const { join } = require('node:path');
const { formatFiles, generateFiles } = require('@nx/devkit');
const edit = require('../edit.cjs');

const ATTRIBUTES = 'libs/resource-model/src/attributes.ts';
const TYPES = 'libs/resource-model/src/resource-type.ts';

/**
 * Writes a pass with its mapper and spec, and adds it to its provider's passes. The spec fails until
 * its payload is a real one and the mapper reads what the type's attributes ask for.
 */
async function passGenerator(tree, { id, provider, type, permission }) {
  edit.mustMatch(
    id,
    /^[a-z][a-z0-9]*\.[a-z][a-z0-9-]*s$/,
    '<service>.<kind>, the kind in the plural',
  );
  if (!edit.textAt(tree, TYPES).includes(`  '${type}',`)) {
    throw new Error(`there is no resource type ${type} in ${TYPES}`);
  }
  const [service, kind] = id.split('.');
  const source = `libs/providers/${provider}/src`;
  const list = `${source}/provider.ts`;
  const constant = edit.camelCase(kind);
  const names = {
    id,
    type,
    permission,
    kind,
    constant,
    service,
    mapper: `to${edit.pascalCase(kind).replace(/ies$/, 'y').replace(/s$/, '')}`,
    client: `${edit.pascalCase(provider)}Client`,
    attributes: attributesOf(edit.textAt(tree, ATTRIBUTES), type),
    regional: provider === 'aws',
    idField: 'id',
    nameField: 'name',
  };
  const text = edit.textAt(tree, list);
  edit.mustBeNew(tree, `${source}/${service}/${kind}.pass.ts`);
  const shape = await shapeFor(tree, source, provider, names);
  for (const part of [shape.files, 'shared']) {
    const values = { ...names, ...shape.names };
    generateFiles(tree, join(__dirname, 'files', part), `${source}/${service}`, values);
  }
  const imported = edit.addImport(text, constant, `./${service}/${kind}.pass`);
  tree.write(list, edit.addMember(imported, '  passes: [', constant, { sorted: false }));
  await formatFiles(tree);
}

/** How the provider's other passes list. */
async function shapeFor(tree, source, provider, { permission, kind, service }) {
  if (provider === 'aws') {
    const [, operation] = /^[a-z0-9-]+:((?:Describe|List)\w+)$/.exec(permission) ?? [];
    if (operation === undefined) {
      throw new Error(`expected an IAM action like ec2:DescribeVolumes, got ${permission}`);
    }
    const clients = edit.textAt(tree, `${source}/service-clients.ts`);
    const [, client] = new RegExp(`^  ${service}: (\\w+);$`, 'm').exec(clients) ?? [];
    const [, sdk] = new RegExp(`import \\{ ${client} \\} from '([^']+)';`).exec(clients) ?? [];
    if (sdk === undefined) {
      throw new Error(
        `there is no client of ${service} in ${source}/service-clients.ts; add it first`,
      );
    }
    const items = operation.replace(/^(Describe|List)/, '');
    const marker = service === 'rds' || service === 'elbv2';
    return {
      files: 'aws',
      names: {
        operation,
        sdk,
        items,
        token: marker ? 'Marker' : 'NextToken',
        nextToken: service === 'elbv2' ? 'NextMarker' : marker ? 'Marker' : 'NextToken',
        idField: `${items.replace(/s$/, '')}Id`,
        nameField: 'Name',
      },
    };
  }
  if (provider === 'hetzner') {
    const collection = kind.replaceAll('-', '_');
    const client = `${source}/client.ts`;
    const text = edit.textAt(tree, client);
    const [declared = ''] = /export type Collection =[^;]*/.exec(text) ?? [];
    if (!declared.includes(`'${collection}'`)) {
      tree.write(client, text.replace(declared, `${declared} | '${collection}'`));
    }
    return { files: 'hetzner', names: { collection } };
  }
  return { files: 'rest', names: {} };
}

/** The attributes of a type, none of them observed. */
function attributesOf(schemas, type) {
  const name = `${edit.camelCase(type)}AttributesSchema`;
  const [, body] =
    new RegExp(`${name} = z\\.strictObject\\(\\{([\\s\\S]*?)\\n\\}\\)`).exec(schemas) ?? [];
  const fields = [...(body ?? '').matchAll(/^ {2}(\w+): (z\.array)?/gm)];
  return fields.map(([, field, list]) => `${field}: ${list ? '[]' : 'null'}`).join(', ');
}

module.exports = passGenerator;
