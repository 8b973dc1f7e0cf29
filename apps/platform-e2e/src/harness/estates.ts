import type {
  AwsAccountSpec,
  AwsRegionCounts,
  EstateSpec,
  HetznerCounts,
  HetznerProjectSpec,
} from '@skyledger/cloud-emulator';

/** How many instances the collector asks EC2 for at once. */
export const INSTANCES_A_PAGE = 500;

const AWS_COUNTS: AwsRegionCounts = {
  instances: 20,
  vpcs: 1,
  subnets: 3,
  securityGroups: 6,
  loadBalancers: 2,
  dbInstances: 4,
};
const HETZNER_COUNTS: HetznerCounts = { servers: 30, networks: 2, firewalls: 6, volumes: 12 };

/** An AWS account told apart by its number: about 80 resources in two regions unless changed. */
export function anAwsAccount(
  number: number,
  changes: Partial<AwsAccountSpec> = {},
): AwsAccountSpec {
  return {
    accountId: String(111_122_220_000 + number),
    accessKeyId: `AKIAE2E${String(number).padStart(13, '0')}`,
    secretAccessKey: `secret/of+account=${number}`,
    regions: [{ name: 'us-east-1' }, { name: 'eu-central-1' }],
    counts: AWS_COUNTS,
    buckets: 4,
    ...changes,
  };
}

/** A Hetzner project told apart by its number: about 50 resources unless changed. */
export function aHetznerProject(
  number: number,
  changes: Partial<HetznerProjectSpec> = {},
): HetznerProjectSpec {
  return {
    token: `EXAMPLE${String(number).padStart(57, '0')}`,
    projectName: `project-${number}`,
    counts: HETZNER_COUNTS,
    requestsPerHour: 360_000,
    ...changes,
  };
}

/** An estate of these accounts and projects. */
export function anEstate(parts: {
  aws?: readonly AwsAccountSpec[];
  hetzner?: readonly HetznerProjectSpec[];
}): EstateSpec {
  return { seed: 4711, aws: parts.aws ?? [], hetzner: parts.hetzner ?? [] };
}
