/**
 * `docs/providers/<id>.md` of every provider: what is collected, how to let it in, its limits and the
 * checks that look at it, as the plug-ins state them.
 */

/** Markdown of one provider. `checksFor` gives the checks of a resource type. */
export function providerPage(provider, { toJsonSchema, checksFor }) {
  const types = [...new Set(provider.passes.flatMap((pass) => pass.types))].sort();
  return [
    `# ${provider.name}`,
    `Account type \`${provider.id}\`. This page is generated from the plug-in by \`npm run drift:fix\`.`,
    '## Set-up',
    provider.setUp.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    '## Credentials',
    ...credentialTables(toJsonSchema(provider.credentials)),
    ...organizationParts(provider.organization, toJsonSchema),
    '## What is collected',
    table(
      ['Pass', 'Resource types', 'Runs', 'Permissions'],
      provider.passes.map(({ id, types: yielded, scope, permissions, isOpenTo }) => [
        code(id),
        yielded.map(code).join(', '),
        (scope === 'regional' ? 'in each region' : 'once an account') +
          (isOpenTo === undefined ? '' : ', where its credentials are given'),
        permissions.map(code).join(', '),
      ]),
    ),
    '## Limits',
    table(
      ['Requests to', 'A second', 'At once'],
      [['the account', provider.rateLimit]]
        .concat(
          Object.entries(provider.serviceRateLimits ?? {}).map(([name, limit]) => [
            code(name),
            limit,
          ]),
        )
        .map(([name, { perSecond, burst }]) => [name, String(perSecond), String(burst)]),
    ),
    'Half of it is used unless `SKYLEDGER_RATE_SHARE` says otherwise. What the API tells of its remaining allowance is obeyed.',
    '## Checks',
    table(
      ['Check', 'Severity', 'Looks at'],
      types.flatMap((type) =>
        checksFor(type).map(({ title, severity }) => [title, severity, code(type)]),
      ),
    ),
  ].join('\n\n');
}

/** How one connection leads to all accounts of an organisation, where the provider has them. */
function organizationParts(organization, toJsonSchema) {
  if (organization === undefined) return [];
  const { setUp, permissions, credentials } = organization;
  return [
    '## Organisations',
    'One connection makes an account of each member and keeps them in step ([docs/accounts.md](../accounts.md#organisations)).',
    setUp.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    `Permissions: ${permissions.map(code).join(', ')}.`,
    ...credentialTables(toJsonSchema(credentials)),
  ];
}

/** A table for each way in: fields, whether they must be given, and what they are. */
function credentialTables(schema) {
  const ways = schema.oneOf ?? schema.anyOf ?? [schema];
  return ways.flatMap(({ properties = {}, required = [] }) => {
    const method = properties.method?.const;
    const rows = Object.entries(properties)
      .filter(([name]) => name !== 'method')
      .map(([name, field]) => [
        code(name),
        required.includes(name) ? 'yes' : 'no',
        [field.writeOnly ? 'secret' : '', field.description ?? ''].filter(Boolean).join('; '),
      ]);
    const heading = method === undefined ? [] : [`### \`method: ${method}\``];
    return [...heading, rows.length > 0 ? table(['Field', 'Needed', ''], rows) : 'No fields.'];
  });
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text) {
  return `\`${text}\``;
}
