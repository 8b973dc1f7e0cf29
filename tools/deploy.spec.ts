import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from '@skyledger/config';
import { productMetrics, startTelemetry } from '@skyledger/telemetry';
import { parseAllDocuments } from 'yaml';
import { compose, containers, knownSettings, ours, root, text, yaml } from './deploy-files';

/** Apps that are no service: tools, tests, and the embedded form. */
const NOT_DEPLOYED = new Set(['cloud-emulator', 'ops', 'platform-e2e', 'standalone']);

describe('docker-compose.yml', () => {
  it('runs every service app, and migrates first', () => {
    const apps = readdirSync(join(root, 'apps')).filter((app) => !NOT_DEPLOYED.has(app));
    expect(ours.map(([name]) => name).sort()).toEqual([...apps, 'migrate'].sort());
    for (const [name, { depends_on: needed }] of ours) {
      expect(Object.keys(needed ?? {})).toContain(name === 'migrate' ? 'postgres' : 'migrate');
    }
  });

  it.each(ours)('starts %s by an entry that is built', (name, { command }) => {
    const [script] = command ?? [];
    expect(script).toBe(`dist/apps/${name === 'migrate' ? 'ops' : name}/src/main.js`);
    expect(existsSync(join(root, script!.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
  });

  it.each(ours)('gives %s nothing but settings, and those it cannot do without', (_name, given) => {
    const names = Object.keys(given.environment ?? {});
    expect(names.filter((name) => !knownSettings.has(name))).toEqual([]);
    const filled = Object.entries(given.environment ?? {}).map(([name, value]) => [
      name,
      filledIn(value),
    ]);
    const config = loadConfig(Object.fromEntries(filled) as Record<string, string>);
    expect(config).toMatchObject({ form: 'distributed', transport: 'rabbitmq' });
  });

  it('gives the encryption key to those who seal and open credentials alone', () => {
    const holders = containers.filter(
      ([, { environment }]) => environment?.['CLOUD_ENCRYPTION_KEY'],
    );
    expect(holders.map(([name]) => name).sort()).toEqual([
      'accounts',
      'discovery-worker',
      'gateway',
    ]);
  });

  it('gives the login of the owner to the migration alone', () => {
    const holders = ours.filter(([, given]) => JSON.stringify(given).includes('skyledger_owner'));
    expect(holders.map(([name]) => name)).toEqual(['migrate']);
  });

  it('asks for every secret, and make-env.sh makes each', () => {
    const asked = [...text('docker-compose.yml').matchAll(/\$\{(\w+):\?/g)].map(
      ([, name]) => name!,
    );
    const made = /for name in([^;]*);/.exec(text('deploy/compose/make-env.sh'))?.[1] ?? '';
    const makes = made.split(/[\s\\]+/).filter((name) => name !== '');
    expect([...new Set(asked)].sort()).toEqual(makes.sort());
    const written = JSON.stringify(compose.services).match(
      /(PASS(WORD)?|TOKEN|KEY)":"(?!\$\{)[^"]*/g,
    );
    expect(written).toBeNull();
  });

  it.each(containers)('pins the image of %s', (_name, { image }) => {
    expect(image).toMatch(/^[a-z0-9./-]+:[a-zA-Z0-9][\w.-]*$/);
    expect(image).not.toMatch(/:latest$/);
  });

  it('mounts files that exist and volumes that are declared', () => {
    for (const source of containers.flatMap(([, { volumes = [] }]) => volumes)) {
      const [from] = source.split(':');
      if (from!.startsWith('.'))
        expect([from, existsSync(join(root, from!))]).toEqual([from, true]);
      else expect(Object.keys(compose.volumes)).toContain(from);
    }
  });

  it('names containers that exist in every address', () => {
    const names = containers.map(([name]) => name);
    const addresses = JSON.stringify(ours).matchAll(/(?:@|http:\/\/|redis:\/\/)([a-z-]+):\d+/g);
    const hosts = [...new Set([...addresses].map(([, host]) => host!))];
    expect(hosts.sort()).toEqual(['otel-collector', 'postgres', 'rabbitmq', 'redis']);
    expect(names).toEqual(expect.arrayContaining(hosts));
  });

  it('publishes ports on the loopback address only', () => {
    const ports = containers.flatMap(([, given]) => given.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    const { port } = loadConfig({});
    expect(compose.services['gateway']?.ports).toEqual([`127.0.0.1:${port}:${port}`]);
  });
});

describe('Dockerfile', () => {
  const dockerfile = text('Dockerfile');
  const { port, healthPort } = loadConfig({});

  it('copies what exists and is not ignored', () => {
    const sent = text('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, sources]) =>
      sources!.split(' '),
    );
    expect(copied.filter((source) => !existsSync(join(root, source)))).toEqual([]);
    const covered = (source: string): boolean =>
      sent.includes(source) || sent.includes(dirname(source));
    expect(copied.filter((source) => !covered(source))).toEqual([]);
    expect(sent.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('listens and is checked where the settings say', () => {
    expect(dockerfile).toContain(`EXPOSE ${port} ${healthPort}\n`);
    const check = text('deploy/docker/check-ready.mjs');
    expect(check).toContain(`process.env.HEALTH_PORT || '${healthPort}'`);
    expect(check).toContain(`process.env.PORT || '${port}'`);
  });

  it('runs a pinned Node that the project supports, not as root', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(images).size).toBe(1);
    const [, major] = /^node:(\d+)-\w+-slim$/.exec(images[0]!) ?? [];
    const { engines } = JSON.parse(text('package.json')) as { engines: { node: string } };
    expect(engines.node).toContain(`^${major}.`);
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

describe('observability', () => {
  const scrape = yaml('deploy/prometheus/prometheus.yaml') as {
    scrape_configs: {
      job_name: string;
      static_configs?: { targets: string[] }[];
      dns_sd_configs?: { names: string[]; port: number }[];
    }[];
  };

  it('parses every file', () => {
    const files = readdirSync(join(root, 'deploy'), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.yaml'))) {
      const [document] = parseAllDocuments(text(join('deploy', file)));
      expect([file, document?.errors]).toEqual([file, []]);
    }
    for (const file of files.filter((name) => name.endsWith('.json'))) {
      expect(() => JSON.parse(text(join('deploy', file))) as unknown).not.toThrow();
    }
  });

  it('scrapes every service on its port', () => {
    const { port, healthPort } = loadConfig({});
    const services = ours.map(([name]) => name).filter((name) => name !== 'migrate');
    const fixed = scrape.scrape_configs.flatMap((job) => job.static_configs ?? []);
    expect(fixed.flatMap(({ targets }) => targets)).toEqual([`gateway:${port}`]);
    const [found] = scrape.scrape_configs.flatMap((job) => job.dns_sd_configs ?? []);
    expect(found?.port).toBe(healthPort);
    expect([...(found?.names ?? []), 'gateway'].sort()).toEqual(services.sort());
  });

  it('hands traces from the services to the collector to Tempo', () => {
    const endpoint = compose.services['gateway']?.environment?.['OTEL_EXPORTER_OTLP_ENDPOINT'];
    const collector = text('deploy/otel/collector.yaml');
    expect(collector).toContain(`0.0.0.0:${new URL(endpoint!).port}`);
    const [, tempo] = /endpoint: tempo:(\d+)/.exec(collector) ?? [];
    expect(text('deploy/tempo/tempo.yaml')).toContain(`0.0.0.0:${tempo}`);
  });

  it('provisions data sources that Compose runs, and the folder of dashboards', () => {
    const { datasources } = yaml('deploy/grafana/provisioning/datasources/skyledger.yaml') as {
      datasources: { url: string }[];
    };
    const hosts = datasources.map(({ url }) => new URL(url).hostname);
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(hosts));
    const { providers } = yaml('deploy/grafana/provisioning/dashboards/skyledger.yaml') as {
      providers: { options: { path: string } }[];
    };
    const mounts = compose.services['grafana']?.volumes ?? [];
    for (const { options } of providers) {
      expect(mounts.some((mount) => mount.split(':')[1] === options.path)).toBe(true);
    }
  });

  it('shows metrics that are exposed', async () => {
    const telemetry = startTelemetry({ service: 'deploy-spec', version: '1' });
    for (const metric of Object.values(productMetrics)) {
      if ('add' in metric) metric.add(1, {} as never);
      else metric.record(1, {} as never);
    }
    const exposed = await telemetry.metricsText();
    await telemetry.shutdown();
    const names = new Set(exposed.match(/^[a-z]\w+(?=[ {])/gm));
    const shown = text('deploy/grafana/dashboards/skyledger.json').match(/skyledger_\w+/g) ?? [];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((name) => !names.has(name))).toEqual([]);
  });
});

/** A value as Compose would pass it, with a stand-in for each variable that it takes from `.env`. */
function filledIn(value: string): string {
  return value.replace(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_all, _name, kind: string, rest: string) => (kind === '-' ? rest : 'ab'.repeat(32)),
  );
}
