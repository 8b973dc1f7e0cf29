import { PROVIDER_IDS } from '@skyledger/resource-model';
import { define, type Setting } from '../setting';
import { httpUrl, listOf, multiple, oneOf, roleArns, share, wholeNumber } from '../setting-schemas';

/** How providers are read. */
export const discoverySettings = {
  workerProviders: define({
    env: 'SKYLEDGER_WORKER_PROVIDERS',
    schema: listOf(
      oneOf(PROVIDER_IDS),
      `providers separated by commas, of ${PROVIDER_IDS.join(', ')}`,
    ),
    default: PROVIDER_IDS.join(','),
    description: 'Providers whose passes this worker collects.',
    services: ['discovery-worker'],
  }),
  workerConcurrency: define({
    env: 'SKYLEDGER_WORKER_CONCURRENCY',
    schema: wholeNumber(1, 256),
    default: '4',
    description: 'Passes a worker collects at once.',
    services: ['discovery-worker'],
  }),
  passBudgetSeconds: define({
    env: 'SKYLEDGER_PASS_BUDGET_SECONDS',
    schema: wholeNumber(1, 3600),
    default: '60',
    description: 'Seconds a pass may work before it stores its cursor and sends its continuation.',
    services: ['discovery-worker'],
  }),
  leaseSeconds: define({
    env: 'SKYLEDGER_LEASE_SECONDS',
    schema: wholeNumber(1, 3600),
    default: '30',
    description: 'Seconds after which a silent worker loses its pass to another one.',
    services: ['scheduler', 'discovery-worker'],
  }),
  retireGuardShare: define({
    env: 'SKYLEDGER_RETIRE_GUARD_SHARE',
    schema: share(),
    default: '0.5',
    description:
      'A pass that would retire more than this share of what it knew is held as suspect (together with the minimum); so is the listing of an organisation that misses so many members.',
    services: ['accounts', 'discovery-worker'],
  }),
  retireGuardMinimum: define({
    env: 'SKYLEDGER_RETIRE_GUARD_MINIMUM',
    schema: wholeNumber(0, 1_000_000_000),
    default: '20',
    description:
      'A pass that would retire no more resources than this, and a listing that misses no more members, is never suspect.',
    services: ['accounts', 'discovery-worker'],
  }),
  rateShare: define({
    env: 'SKYLEDGER_RATE_SHARE',
    schema: multiple(),
    default: '0.5',
    description:
      "Share of a provider's usual request quota that discovery may use; above 1 where more was granted.",
    services: ['discovery-worker'],
  }),
  awsXmlReader: define({
    env: 'SKYLEDGER_AWS_XML_READER',
    schema: oneOf(['streaming', 'sdk']),
    default: 'streaming',
    description:
      "Who reads the XML answers of EC2, RDS and the other query protocols of AWS: `streaming`, Skyledger's own reader, or `sdk`, the reader of AWS's SDK, which takes several times the processor time and gives the same.",
    services: ['discovery-worker'],
  }),
  awsDiscoveryRoles: define({
    env: 'SKYLEDGER_AWS_DISCOVERY_ROLE_ARN',
    schema: roleArns(),
    default: null,
    otherwise: "the account's role is assumed directly, by the identity of this process",
    description:
      "Our own role in AWS, which the roles of accounts trust: the identity of this process assumes it, and from it the account's role.",
    services: ['accounts', 'discovery-worker'],
  }),
  awsExternalIds: define({
    env: 'SKYLEDGER_AWS_EXTERNAL_IDS',
    schema: oneOf(['minted', 'any']),
    default: 'minted',
    description:
      'External ids that new AWS roles may ask for: only those minted here for the tenant, or any, also none. With `any`, another tenant who learns of a role and its external id can add it, too.',
    services: ['accounts'],
  }),
  awsEndpointUrl: define({
    env: 'AWS_ENDPOINT_URL',
    schema: httpUrl(),
    default: null,
    otherwise: "AWS's own addresses",
    description: 'The same as SKYLEDGER_AWS_ENDPOINT, which wins when both are set.',
    services: ['accounts', 'discovery-worker'],
  }),
} satisfies Record<string, Setting>;
