import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toApp } from './app.mapper';

const ID = '4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf';
const VPC = 'c22d8f48-4bc4-49f5-8ca0-58e7164427ac';

const aService = (changes: object = {}): object => ({
  name: 'web',
  git: { repo_clone_url: 'https://bot:canary@git.example.com/shop.git', branch: 'main' },
  environment_slug: 'php',
  instance_size_slug: 'apps-s-1vcpu-0.5gb',
  envs: [
    { key: 'DATABASE_URL', scope: 'RUN_TIME', type: 'GENERAL', value: 'postgres://a:canary@b/c' },
    { key: 'TOKEN', scope: 'RUN_TIME', type: 'SECRET', value: 'EV[1:canary:canary]' },
  ],
  routes: [{ path: '/' }],
  ...changes,
});

const aSpec = (changes: object = {}): object => ({
  name: 'shop',
  region: 'fra',
  services: [aService()],
  domains: [
    { domain: 'shop.example.com', type: 'PRIMARY', minimum_tls_version: '1.3' },
    { domain: 'old.example.com', type: 'ALIAS', minimum_tls_version: '1.2' },
  ],
  ...changes,
});

const anApp = (changes: object = {}, spec: object = {}): Record<string, unknown> => ({
  id: ID,
  owner_uuid: 'ff36cbc6fd350fe12577f5123133bb5ba01a2419',
  spec: aSpec(spec),
  default_ingress: 'https://shop-iaj87.ondigitalocean.app',
  created_at: '2020-11-19T20:27:18Z',
  updated_at: '2020-12-01T00:42:16Z',
  active_deployment: { id: 'd1', phase: 'ACTIVE', spec: aSpec(spec), tier_slug: 'basic' },
  in_progress_deployment: null,
  pending_deployment: null,
  live_url: 'https://shop.example.com',
  region: { slug: 'fra', label: 'Frankfurt', data_centers: ['fra1'] },
  tier_slug: 'basic',
  dedicated_ips: [{ ip: '203.0.113.9', id: 'i1', status: 'ASSIGNED' }],
  vpc: { id: VPC, egress_ips: [{ ip: '10.0.0.1' }] },
  ...changes,
});

describe('toApp', () => {
  it('maps an app', () => {
    const app = toApp(anApp());
    expect(app).toMatchObject({
      resourceId: `app/${ID}`,
      resourceType: 'app',
      name: 'shop',
      region: 'fra',
      state: 'running',
      nativeState: 'ACTIVE',
      size: 'basic',
      privateIps: ['10.0.0.1'],
      publicIps: ['203.0.113.9'],
      isPublic: true,
      createdAt: '2020-11-19T20:27:18.000Z',
      relationships: [{ kind: 'runs_in', resourceId: `vpc/${VPC}` }],
      attributes: {
        kind: 'service',
        runtime: 'php',
        httpsOnly: null,
        minimumTlsVersion: '1.2',
        publiclyInvokable: true,
        identityId: null,
      },
    });
    expect(discoveredResourceSchema.safeParse(app).error).toBeUndefined();
  });

  it('keeps the names of variables and no secret of it or its deployments', () => {
    const raw = anApp();
    const text = JSON.stringify(toApp(raw)?.raw);
    expect(text).not.toContain('canary');
    expect(text.match(/"DATABASE_URL"/g)).toHaveLength(2);
    expect(text).toContain('https://git.example.com/shop.git');
    expect(JSON.stringify(raw)).toContain('canary');
  });

  it('drops variables that have another shape than documented', () => {
    const odd = { services: [aService({ envs: { TOKEN: 'canary' } })] };
    expect(JSON.stringify(toApp(anApp({}, odd))?.raw)).not.toContain('canary');
    const none = { services: [aService({ envs: null })] };
    expect(toApp(anApp({}, none))?.raw).toMatchObject({ spec: { services: [{ envs: null }] } });
  });

  it.each<[string, object, string]>([
    [
      'that was never deployed',
      { active_deployment: null, pending_deployment: { phase: 'BUILDING' } },
      'pending',
    ],
    ['that is deployed anew', { in_progress_deployment: { phase: 'DEPLOYING' } }, 'running'],
    ['without a deployment', { active_deployment: undefined }, 'unknown'],
    [
      'in a phase of which nothing is known',
      { active_deployment: { phase: 'constructor' } },
      'unknown',
    ],
    ['that failed', { active_deployment: { phase: 'ERROR' } }, 'error'],
  ])('reads the state of one %s', (_what, changes, state) => {
    expect(toApp(anApp(changes))?.state).toBe(state);
  });

  it('is stopped while it is archived', () => {
    expect(toApp(anApp({}, { maintenance: { enabled: true, archive: true } }))).toMatchObject({
      state: 'stopped',
      nativeState: 'ACTIVE',
    });
  });

  it.each<[string, object, boolean | null]>([
    ['workers only', { services: [], workers: [{ name: 'w' }] }, false],
    ['a service without an address yet', {}, null],
    ['parts that were not told', { services: null }, null],
  ])('with %s can be reached: %p', (_what, spec, expected) => {
    const app = toApp(anApp({ default_ingress: '' }, spec));
    expect(app?.isPublic).toBe(expected);
    expect(app?.attributes.publiclyInvokable).toBe(expected);
  });

  it('names its kinds of parts, and no runtime where they have several', () => {
    const parts = { static_sites: [{ name: 'pages', environment_slug: 'html' }] };
    expect(toApp(anApp({}, parts))?.attributes).toMatchObject({
      kind: 'service,static_site',
      runtime: null,
    });
  });

  it('does not know the least TLS version when a domain does not tell it', () => {
    const domains = [{ domain: 'a.example.com', minimum_tls_version: '1.3' }, { domain: 'b' }];
    expect(toApp(anApp({}, { domains }))?.attributes.minimumTlsVersion).toBeNull();
    expect(toApp(anApp({}, { domains: [] }))?.attributes.minimumTlsVersion).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text', true])('keeps it when other fields are %p', (odd) => {
    const fields = Object.keys(anApp()).filter((field) => field !== 'id');
    const raw = anApp(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toApp(raw)).error).toBeUndefined();
    const inside = Object.fromEntries(Object.keys(aSpec()).map((field) => [field, odd]));
    expect(discoveredResourceSchema.safeParse(toApp(anApp({}, inside))).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toApp(anApp({ id: null }))).toBeNull();
  });
});
