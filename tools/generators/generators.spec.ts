import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { ModuleKind, transpileModule } from 'typescript';

const root = join(__dirname, '../..');
const COPIED = [
  '.prettierrc',
  'libs/checks/src/all-checks.ts',
  'libs/checks/src/testing/ledger-resource.builder.ts',
  'libs/contracts/src/all-events.ts',
  'libs/contracts/src/index.ts',
  'libs/providers/aws/src/provider.ts',
  'libs/providers/aws/src/service-clients.ts',
  'libs/providers/hetzner/src/client.ts',
  'libs/providers/hetzner/src/provider.ts',
  'libs/providers/registry/src/registry.ts',
  'libs/resource-model/src/attributes.ts',
  'libs/resource-model/src/resource-type.ts',
  'tsconfig.base.json',
];

let tree: Tree;

beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
  for (const path of COPIED) tree.write(path, readFileSync(join(root, path), 'utf8'));
  const model = 'libs/resource-model/src/resource-type.ts';
  tree.write(
    model,
    text(model).replace(/(PROVIDER_IDS = \[)/, `$1'exoscale', 'linode', 'vultr', `),
  );
});

/** Runs a generator, and proves that all TypeScript it wrote can be read. */
async function generate(name: string, options: Record<string, unknown>): Promise<void> {
  const generator = jest.requireActual<
    (tree: Tree, options: Record<string, unknown>) => Promise<void>
  >(`./${name}/generator.cjs`);
  await generator(tree, options);
  for (const { path, content } of tree.listChanges()) {
    if (!path.endsWith('.ts')) continue;
    const compilerOptions = { module: ModuleKind.ESNext };
    const { diagnostics } = transpileModule(content!.toString(), {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions,
    });
    expect([path, diagnostics]).toEqual([path, []]);
  }
}

const text = (path: string): string => tree.read(path, 'utf8') ?? '';
/** Without what the formatter decides, which cannot be loaded here. */
const flat = (path: string): string =>
  text(path)
    .replace(/\s+/g, ' ')
    .replace(/([[({]) /g, '$1')
    .replace(/,? ([\])}])/g, '$1')
    .replaceAll('"', "'");

describe('every generator', () => {
  it('is listed with a schema whose required options it has', () => {
    const { generators } = JSON.parse(readFileSync(join(__dirname, 'generators.json'), 'utf8')) as {
      generators: Record<string, { implementation: string; schema: string }>;
    };
    expect(Object.keys(generators).sort()).toEqual(['check', 'event', 'pass', 'provider']);
    for (const { implementation, schema } of Object.values(generators)) {
      expect(typeof jest.requireActual(implementation)).toBe('function');
      const { required, properties } = JSON.parse(
        readFileSync(join(__dirname, schema), 'utf8'),
      ) as {
        required: string[];
        properties: Record<string, unknown>;
      };
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
    }
  });
});

describe('check', () => {
  const options = { id: 'vm-has-name', appliesTo: 'vm', title: "Machine's name is set" };

  it('writes a check that fails until it has cases, and lists it in order', async () => {
    await generate('check', options);
    const folder = 'libs/checks/src/vm/vm-has-name';
    expect(text(`${folder}/check.ts`)).toContain(`title: "Machine's name is set",`);
    expect(text(`${folder}/check.ts`)).toContain(`severity: 'medium'`);
    expect(text(`${folder}/check.spec.ts`)).toContain('pass: {},');
    expect(text(`${folder}/check.spec.ts`)).toContain('[aVm(),');
    const list = flat('libs/checks/src/all-checks.ts');
    expect(list).toContain(`import {vmHasName} from './vm/vm-has-name/check';`);
    expect(list).toContain(' vmHasName, vmMetadataTokenRequired,');
  });

  it('gives a builder what it cannot do without', async () => {
    await generate('check', { ...options, id: 'firewall-has-name', appliesTo: 'firewall' });
    const spec = text('libs/checks/src/firewall/firewall-has-name/check.spec.ts');
    expect(spec).toContain('aFirewall([])');
  });

  it.each([
    [{ id: 'Vm_Name' }, /kebab case/],
    [{ appliesTo: 'placement_group' }, /no builder of placement_group/],
  ])('refuses %j', async (change, reason) => {
    await expect(generate('check', { ...options, ...change })).rejects.toThrow(reason);
  });

  it('overwrites nothing', async () => {
    await generate('check', options);
    await expect(generate('check', options)).rejects.toThrow(/is there already/);
  });
});

describe('event', () => {
  const description = 'A report was rendered. Published by the reporter in its transaction.';

  it('writes a documented contract, lists and exports it', async () => {
    await generate('event', { name: 'report.rendered', description, optional: true });
    const contract = text('libs/contracts/src/events/report-rendered.event.ts');
    expect(contract).toContain(
      ` * ${description}\n */\nexport const reportRendered = defineEvent({`,
    );
    expect(contract).toContain('optional: true,');
    expect(flat('libs/contracts/src/all-events.ts')).toContain(' reportRendered, resourceMatched');
    expect(text('libs/contracts/src/index.ts')).toMatch(
      /event';\nexport \* from '.\/events\/report-rendered.event';\n/,
    );
  });

  it.each([
    [{ name: 'report.render' }, /past tense/],
    [{ description: ' ' }, /who publishes it/],
  ])('refuses %j', async (change, reason) => {
    const options = { name: 'report.rendered', description, ...change };
    await expect(generate('event', options)).rejects.toThrow(reason);
  });
});

describe('provider', () => {
  const options = { id: 'linode', name: 'Linode', endpoint: 'https://api.linode.com/v4' };

  it('writes a provider, registers it and makes its alias', async () => {
    await generate('provider', options);
    const source = 'libs/providers/linode/src';
    expect(flat(`${source}/provider.ts`)).toContain(`name: 'Linode'`);
    expect(flat(`${source}/client.ts`)).toContain(`'https://api.linode.com/v4'`);
    expect(tree.exists(`${source}/classify-error.spec.ts`)).toBe(true);
    const project = JSON.parse(text('libs/providers/linode/project.json')) as { tags: string[] };
    expect(project.tags).toEqual(['type:provider', 'scope:linode']);
    expect(flat('tsconfig.base.json')).toContain(
      "'@skyledger/provider-linode': ['./libs/providers/linode/src/index.ts']",
    );
    expect(flat('libs/providers/registry/src/registry.ts')).toMatch(
      /linode: async \(\): Promise<Provider> => \(await import\('@skyledger\/provider-linode'\)\)\.linode, ovh: /,
    );
  });

  it('goes on after an entry that the formatter wrapped', async () => {
    const registry = 'libs/providers/registry/src/registry.ts';
    const wrap = (): void => tree.write(registry, text(registry).replaceAll('=> (', '=>\n    ('));
    for (const id of ['vultr', 'exoscale']) {
      await generate('provider', { ...options, id });
      wrap();
    }
    await generate('provider', options);
    const order = text(registry).match(/\w+(?=: async)/g);
    expect(order).toEqual(expect.arrayContaining(['exoscale', 'linode', 'vultr']));
    expect(order).toEqual([...(order ?? [])].sort());
  });

  it.each([
    [{ id: 'heroku' }, /none of PROVIDER_IDS/],
    [{ endpoint: 'api.linode.com' }, /https address/],
  ])('refuses %j', async (change, reason) => {
    await expect(generate('provider', { ...options, ...change })).rejects.toThrow(reason);
  });
});

describe('pass', () => {
  const aws = {
    provider: 'aws',
    id: 'ec2.disks',
    type: 'volume',
    permission: 'ec2:DescribeDisks',
  };

  it('lists by the SDK in AWS, and is added to the passes', async () => {
    await generate('pass', aws);
    const folder = 'libs/providers/aws/src/ec2';
    expect(flat(`${folder}/disks.pass.ts`)).toContain(
      'const {Disks, NextToken} = await ec2.send(command, options);',
    );
    expect(flat(`${folder}/disks.mapper.ts`)).toContain(
      'attributes: {sizeGib: null, encryptedAtRest: null, kind: null}',
    );
    expect(text(`${folder}/disks.mapper.spec.ts`)).toContain(`DiskId: 'one'`);
    const provider = flat('libs/providers/aws/src/provider.ts');
    expect(provider).toContain(`import {disks} from './ec2/disks.pass';`);
    expect(provider).toMatch(/passes: \[[^\]]*, disks\]/);
  });

  it('lists by number in Hetzner, and makes the list known to the client', async () => {
    await generate('pass', {
      provider: 'hetzner',
      id: 'network.routers',
      type: 'load_balancer',
      permission: 'Read',
    });
    const folder = 'libs/providers/hetzner/src/network';
    expect(text(`${folder}/routers.pass.ts`)).toContain(`listPages(client, 'routers', cursor)`);
    expect(flat('libs/providers/hetzner/src/client.ts')).toMatch(
      /type Collection =[^;]*\| 'routers';/,
    );
  });

  it('lists by cursor in a generated provider', async () => {
    await generate('provider', {
      id: 'linode',
      name: 'Linode',
      endpoint: 'https://api.linode.com',
    });
    await generate('pass', {
      provider: 'linode',
      id: 'compute.instances',
      type: 'vm',
      permission: 'instance:get',
    });
    expect(text('libs/providers/linode/src/compute/instances.pass.ts')).toContain(
      `client.list('instances', next)`,
    );
    expect(flat('libs/providers/linode/src/provider.ts')).toContain('passes: [instances]');
  });

  it.each([
    [{ id: 'disks' }, /<service>.<kind>/],
    [{ type: 'disk' }, /no resource type disk/],
    [{ permission: 'ec2:*' }, /IAM action/],
    [{ id: 'swf.domains', permission: 'swf:ListDomains' }, /no client of swf/],
    [{ provider: 'vultr' }, /no libs\/providers\/vultr/],
  ])('refuses %j', async (change, reason) => {
    await expect(generate('pass', { ...aws, ...change })).rejects.toThrow(reason);
  });
});
