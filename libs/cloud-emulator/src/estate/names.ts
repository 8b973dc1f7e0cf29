import type { ItemRandom } from './random';

const ENVIRONMENTS = ['prod', 'prod', 'prod', 'staging', 'dev', 'qa'] as const;
const APPLICATIONS = [
  'payments',
  'checkout',
  'orders',
  'catalog',
  'search',
  'identity',
  'billing',
  'reports',
  'notify',
  'gateway',
  'ledger',
  'media',
] as const;
const ROLES = ['api', 'web', 'worker', 'batch', 'cache', 'proxy', 'bastion', 'runner'] as const;
const TEAMS = ['platform', 'commerce', 'data', 'growth', 'core-banking', 'sre'] as const;

export interface Naming {
  readonly environment: string;
  readonly application: string;
  readonly role: string;
  readonly team: string;
}

/** Who an item is for: the words its name and its tags are made of. */
export function drawNaming(random: ItemRandom): Naming {
  return {
    environment: random.pick(ENVIRONMENTS),
    application: random.pick(APPLICATIONS),
    role: random.pick(ROLES),
    team: random.pick(TEAMS),
  };
}

/** `prod-payments-api-003`; the number makes names unique within a kind and place. */
export function hostName({ environment, application, role }: Naming, index: number): string {
  return `${environment}-${application}-${role}-${String(index + 1).padStart(3, '0')}`;
}

export type Tag = readonly [key: string, value: string];

/** Tags of the awkward kinds that real accounts have and that AWS permits. */
const ODD_TAGS: readonly Tag[] = [
  ['empty', ''],
  ['Größe', 'übergroß ✓'],
  ['note', 'a <b> & "c" \'d\''],
  ['path', '/srv/app data+cache=1@2:3'],
  ['emoji', '🚀 launch'],
  ['constructor', 'own property'],
  ['__proto__', 'own property'],
  ['JSON', '{"owner":"ops","tier":1}'],
  ['aws:cloudformation:stack-name', 'network-baseline'],
  ['trailing ', ' padded '],
];

/** Tags in AWS style: mostly tidy, a tenth with something odd, some with nothing at all. */
export function drawTags(
  random: ItemRandom,
  naming: Naming,
  name: string | null,
  revision: number,
): Tag[] {
  const tags: Tag[] = name === null ? [] : [['Name', name]];
  if (!random.chance(0.06)) {
    tags.push(['Environment', naming.environment], ['Application', naming.application]);
    if (random.chance(0.7)) tags.push(['Team', naming.team]);
    if (random.chance(0.4)) tags.push(['CostCenter', `CC-${1000 + random.int(90)}`]);
    if (random.chance(0.3)) tags.push(['ManagedBy', 'terraform']);
  }
  if (random.chance(0.1)) tags.push(random.pick(ODD_TAGS));
  if (revision > 0) tags.push(['Revision', String(revision)]);
  return tags;
}
