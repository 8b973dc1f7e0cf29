import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../index';
import { demoEstate, expectedResources, startEmulator } from '../index';
import type { Schema } from '../testing/openapi-schema';
import { differences } from '../testing/openapi-schema';

const SPECS = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'scaleway',
);

/** What the descriptions are written with, and the schemas of the project are not. */
interface Described extends Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Described[];
}

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      { get: { responses: { 200: { content: Record<string, { schema: Described }> } } } }
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Described>> };
}

/**
 * A schema without references and formats. Everything may be null: the real API sends null for much
 * that is described without it. Keys in angle brackets stand for any key.
 */
function plain(schema: Described, schemas: Readonly<Record<string, Described>>): Schema {
  const inner = schema.allOf?.[0];
  if (inner) return plain(inner, schemas);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return plain(schemas[name] ?? {}, schemas);
  }
  const { type, enum: listed, required } = schema;
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, each]) => [name, plain(each, schemas)] as const,
  );
  const any = properties.find(([name]) => name.startsWith('<'));
  return {
    type,
    enum: listed,
    required,
    nullable: true,
    ...(schema.items ? { items: plain(schema.items, schemas) } : {}),
    ...(any
      ? { properties: {}, additionalProperties: any[1] }
      : schema.properties
        ? { properties: Object.fromEntries(properties) }
        : {}),
  };
}

/** Fields that recorded answers have and the descriptions lack. */
const UNDESCRIBED = [
  ...['bootscript', 'extra_networks', 'dest_ip_range', 'modification_date', 'ipam_ip_ids'],
];

const ZONE = 'zones/{zone}';
const REGION = 'regions/{region}';

(existsSync(SPECS) ? describe : describe.skip)('the emulated Scaleway as described', () => {
  const demo = demoEstate();
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: demo });
  });
  afterAll(() => emulator.close());

  const idOf = (kind: string): string =>
    [...expectedResources(emulator.estate, 'demo-scaleway')].find(
      (each) => each.kind === `scaleway.${kind}` && each.region === 'fr-par',
    )?.id ?? '';

  it.each([
    ['instance', `/instance/v1/${ZONE}/servers`, null],
    ['instance', `/instance/v1/${ZONE}/security_groups`, null],
    [
      'instance',
      `/instance/v1/${ZONE}/security_groups/{security_group_id}/rules`,
      'security-group',
    ],
    ['instance', `/instance/v1/${ZONE}/ips`, null],
    ['instance', `/instance/v1/${ZONE}/volumes`, null],
    ['instance', `/instance/v1/${ZONE}/snapshots`, null],
    ['instance', `/instance/v1/${ZONE}/images`, null],
    ['instance', `/instance/v1/${ZONE}/products/servers`, null],
    ['block-v1.derived', `/block/v1/${ZONE}/volumes`, null],
    ['block-v1.derived', `/block/v1/${ZONE}/snapshots`, null],
    ['load-balancer', `/lb/v1/${ZONE}/lbs`, null],
    ['load-balancer', `/lb/v1/${ZONE}/lbs/{lb_id}/private-networks`, 'load-balancer'],
    ['vpc', `/vpc/v2/${REGION}/vpcs`, null],
    ['vpc', `/vpc/v2/${REGION}/private-networks`, null],
    ['database', `/rdb/v1/${REGION}/instances`, null],
    ['database', `/rdb/v1/${REGION}/instances/{instance_id}/acls`, 'database'],
    ['kubernetes', `/k8s/v1/${REGION}/clusters`, null],
    ['kubernetes', `/k8s/v1/${REGION}/clusters/{cluster_id}/pools`, 'cluster'],
    ['ipam-v1.derived', `/ipam/v1/${REGION}/ips`, null],
  ])('%s: answers %s', async (file, path, kind) => {
    const text = readFileSync(join(SPECS, `scaleway-${file}.openapi.json`), 'utf8');
    const description = JSON.parse(text) as Description;
    const content = description.paths[path]?.get.responses[200].content['application/json'];
    const schema = plain(content?.schema ?? {}, description.components.schemas);
    expect(Object.keys(schema.properties ?? {})).not.toEqual([]);
    const url = path
      .replace('{zone}', 'fr-par-1')
      .replace('{region}', 'fr-par')
      .replace(/\{\w+\}/, kind === null ? '' : idOf(kind));
    const response = await fetch(emulator.endpoints.scaleway + url, {
      headers: { 'x-auth-token': demo.scaleway?.[0]?.secretKey ?? '' },
    });
    expect(response.status).toBe(200);
    const found = differences(schema, await response.json());
    const known = (each: string): boolean =>
      UNDESCRIBED.some((name) => each.endsWith(`.${name}: is unknown`));
    expect(found.filter((each) => !known(each))).toEqual([]);
  });
});
