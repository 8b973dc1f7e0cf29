import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { timestamp } from './identifiers';
import { idOf, vpcUuid } from './scope';
import type { DigitalOceanScope } from './scope';

type Part = 'services' | 'static_sites' | 'workers';

export interface DigitalOceanApp extends EmulatedItem {
  readonly created: string;
  readonly place: string;
  readonly part: Part;
  readonly runtime: string;
  /** Null: it was made a moment ago and never deployed. */
  readonly phase: 'ACTIVE' | 'ERROR' | null;
  readonly archived: boolean;
  readonly deploymentId: string;
  /** Null where it has no domain of its own. */
  readonly domain: string | null;
  readonly tls: '1.2' | '1.3';
  /** Empty where it is in no VPC. */
  readonly vpc: string;
}

export function appGenerator(scope: DigitalOceanScope): Generate<DigitalOceanApp> {
  const salt = saltOf(scope.seed, scope.account, 'app');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const { application } = drawNaming(random);
    return {
      id: idOf(scope, 'app', index),
      region: null,
      name: `${application}-app-${index + 1}`,
      created: timestamp(random.time()),
      place: random.pick(['fra', 'nyc', 'ams']),
      part: random.pick(['services', 'services', 'static_sites', 'workers'] as const),
      runtime: revision > 0 ? 'go' : random.pick(['node-js', 'php', 'python']),
      phase: random.chance(0.8) ? 'ACTIVE' : random.pick(['ERROR', null] as const),
      archived: random.chance(0.1),
      deploymentId: idOf(scope, 'deployment', index),
      domain: random.chance(0.5) ? `${application}-app-${index + 1}.example.com` : null,
      tls: random.pick(['1.2', '1.3'] as const),
      vpc: random.chance(0.5) ? vpcUuid(scope, index) : '',
    };
  };
}

/** Values of the environment are in plain text unless their owner asked for something else. */
export function appJson(app: DigitalOceanApp): Record<string, unknown> {
  const spec = specJson(app);
  const slug = 'basic';
  const deployment = {
    id: app.deploymentId,
    spec,
    phase: app.phase ?? 'BUILDING',
    phase_last_updated_at: app.created,
    created_at: app.created,
    updated_at: app.created,
    cause: 'app spec updated',
    tier_slug: slug,
  };
  const address =
    app.part === 'workers' || app.phase === null ? '' : `https://${app.name}.ondigitalocean.app`;
  return {
    id: app.id,
    owner_uuid: app.deploymentId.replaceAll('-', ''),
    spec,
    default_ingress: address,
    created_at: app.created,
    updated_at: app.created,
    ...(app.phase === null
      ? { pending_deployment: deployment }
      : { active_deployment: deployment, last_deployment_created_at: app.created }),
    live_url: address === '' || app.domain === null ? address : `https://${app.domain}`,
    region: {
      slug: app.place,
      label: app.place.toUpperCase(),
      flag: app.place,
      continent: app.place === 'nyc' ? 'North America' : 'Europe',
      data_centers: [`${app.place}1`],
    },
    tier_slug: slug,
    ...(app.vpc === '' ? {} : { vpc: vpcJson(app) }),
  };
}

function specJson(app: DigitalOceanApp): Record<string, unknown> {
  const part = {
    name: app.name,
    git: { repo_clone_url: `https://git.example.com/${app.name}.git`, branch: 'main' },
    environment_slug: app.runtime,
    envs: [
      { key: 'API_KEY', scope: 'RUN_TIME', type: 'GENERAL', value: 'AVNS_EXAMPLE_IN_AN_APP' },
      { key: 'SIGNING_KEY', scope: 'RUN_TIME', type: 'SECRET', value: 'EV[1:AVNS_EXAMPLE:sealed]' },
    ],
    ...(app.part === 'static_sites'
      ? {}
      : { instance_count: 1, instance_size_slug: 'apps-s-1vcpu-0.5gb' }),
  };
  return {
    name: app.name,
    region: app.place,
    [app.part]: [part],
    ...(app.domain === null
      ? {}
      : { domains: [{ domain: app.domain, type: 'PRIMARY', minimum_tls_version: app.tls }] }),
    ...(app.archived ? { maintenance: { enabled: true, archive: true } } : {}),
    ...(app.vpc === '' ? {} : { vpc: vpcJson(app) }),
  };
}

function vpcJson({ vpc }: DigitalOceanApp): Record<string, unknown> {
  return { id: vpc, egress_ips: [{ ip: '10.0.0.1' }] };
}
