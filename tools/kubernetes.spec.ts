import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_IDS } from '@skyledger/resource-model';
import { parseAllDocuments } from 'yaml';
import { compose, knownSettings, ours, root, text, yaml } from './deploy-files';

interface Manifest {
  kind: string;
  metadata: { name: string };
  spec?: {
    replicas?: number;
    template?: { spec: { containers: { args?: string[]; env: { name: string }[] }[] } };
    triggers?: { metadata: { queueName: string } }[];
  };
}

describe('deploy/kubernetes', () => {
  const folder = 'deploy/kubernetes';
  const { resources } = yaml(join(folder, 'kustomization.yaml')) as { resources: string[] };
  const documents = resources.flatMap((file) =>
    parseAllDocuments(text(join(folder, file))).map((document) => document.toJS() as Manifest),
  );
  const pods = documents.flatMap(({ metadata, spec }) =>
    spec?.template === undefined ? [] : [{ name: metadata.name, ...spec.template.spec }],
  );
  const scaled = documents.filter(({ kind }) => kind === 'ScaledObject');

  it('applies every file of the folder', () => {
    expect([...resources, 'kustomization.yaml'].sort()).toEqual(readdirSync(join(root, folder)));
  });

  it('runs what Compose runs, by the same entries', () => {
    const entries = pods.map(({ name, containers: [container] }) => [name, container?.args]);
    expect(Object.fromEntries(entries)).toEqual(
      Object.fromEntries(ours.map(([name, { command }]) => [name, command])),
    );
  });

  it.each(pods)('gives $name the settings that Compose gives it', ({ name, containers: [own] }) => {
    const { configMapGenerator } = yaml(join(folder, 'kustomization.yaml')) as {
      configMapGenerator: { literals: string[] }[];
    };
    const shared = configMapGenerator.flatMap(({ literals }) =>
      literals.map((literal) => literal.split('=')[0]!),
    );
    const given = [...(own?.env.map((variable) => variable.name) ?? []), ...shared];
    const asked = Object.keys(compose.services[name]?.environment ?? {});
    // Compose gives every service the whole set; the keys of old credentials are a rotation's.
    const spared = new Set(['CLOUD_ENCRYPTION_KEYS_OLD', 'REDIS_URL', 'AMQP_URL']);
    expect(asked.filter((setting) => !given.includes(setting) && !spared.has(setting))).toEqual([]);
    expect(given.filter((setting) => !knownSettings.has(setting))).toEqual([]);
  });

  it('scales by queues that exist', () => {
    const queues = scaled.flatMap(({ spec }) =>
      (spec?.triggers ?? []).map(({ metadata }) => metadata.queueName),
    );
    expect(queues.sort()).toEqual(
      [
        ...PROVIDER_IDS.flatMap((id) => [
          `discovery-worker.${id}.discovery.requested`,
          `discovery-worker.${id}.discovery.pass.requested`,
        ]),
        'check-evaluator.resource.upserted',
        'agent-matcher.resource.upserted',
        'agent-matcher.agent.registered',
      ].sort(),
    );
  });

  it('lets KEDA alone count the replicas of what it scales', () => {
    for (const { metadata } of scaled) {
      const [target] = documents.filter(
        (each) => each.kind === 'Deployment' && each.metadata.name === metadata.name,
      );
      expect(target?.spec).toBeDefined();
      expect(target?.spec?.replicas).toBeUndefined();
    }
  });
});
