import { consoleLink } from './console-link';

const CONSOLE = 'https://console.cloud.google.com/';

const linkOf = (resourceId: string): string | null =>
  consoleLink({ resourceId, resourceType: 'vm', region: null });

describe('consoleLink', () => {
  it.each([
    ['compute', 'zones/z-a/instances/n', 'compute/instancesDetail/zones/z-a/instances/n'],
    ['compute', 'zones/z-a/disks/d', 'compute/disksDetail/zones/z-a/disks/d'],
    ['compute', 'regions/r/disks/d', 'compute/disksDetail/regions/r/disks/d'],
    ['compute', 'global/snapshots/s', 'compute/snapshotsDetail/projects/p/global/snapshots/s'],
    ['compute', 'global/images/i', 'compute/imagesDetail/projects/p/global/images/i'],
    ['compute', 'global/networks/n', 'networking/networks/details/n'],
    ['compute', 'regions/r/subnetworks/s', 'networking/subnetworks/details/r/s'],
    ['compute', 'global/firewalls/f', 'networking/firewalls/details/f'],
    ['compute', 'regions/r/routers/e', 'hybrid/routers/details/r/e'],
    ['compute', 'regions/r/routers/e/nats/n', 'net-services/nat/details/r/e/n'],
    ['compute', 'global/addresses/a', 'networking/addresses/list'],
    [
      'compute',
      'regions/r/forwardingRules/f',
      'net-services/loadbalancing/advanced/forwardingRules/list',
    ],
    ['cloudsql', 'instances/db', 'sql/instances/db/overview'],
    ['iam', 'serviceAccounts/a@p.iam.gserviceaccount.com/keys/k', 'iam-admin/serviceaccounts'],
    ['cloudkms', 'locations/l/keyRings/r/cryptoKeys/k', 'security/kms/key/manage/l/r/k'],
    ['secretmanager', 'secrets/s', 'security/secret-manager/secret/s/versions'],
    ['run', 'locations/l/services/s', 'run/detail/l/s'],
    ['cloudfunctions', 'locations/l/functions/f', 'functions/details/l/f'],
    ['pubsub', 'topics/t', 'cloudpubsub/topic/detail/t'],
    ['pubsub', 'subscriptions/s', 'cloudpubsub/subscription/detail/s'],
    ['dns', 'managedZones/z', 'net-services/dns/zones/z/details'],
    ['artifactregistry', 'locations/l/repositories/r', 'artifacts/browse/p/l/r'],
    ['container', 'locations/l/clusters/c', 'kubernetes/clusters/details/l/c/details'],
  ])('of %s %s', (service, path, page) => {
    const link = linkOf(`//${service}.googleapis.com/projects/p/${path}`);
    expect(link).toBe(`${CONSOLE}${page}?project=p`);
  });

  it('of a bucket', () => {
    expect(linkOf('//storage.googleapis.com/my-bucket')).toBe(
      `${CONSOLE}storage/browser/my-bucket`,
    );
  });

  it('of a dataset, and of the project itself', () => {
    expect(linkOf('//bigquery.googleapis.com/projects/p/datasets/d')).toBe(
      `${CONSOLE}bigquery?p=p&d=d&page=dataset&project=p`,
    );
    expect(linkOf('//cloudresourcemanager.googleapis.com/projects/p')).toBe(
      `${CONSOLE}home/dashboard?project=p`,
    );
  });

  it.each([
    '',
    'server/1',
    '//compute.googleapis.com/projects/p/zones/z/unknown/n',
    '//compute.googleapis.com/projects/p',
  ])('knows no page of %p', (resourceId) => {
    expect(linkOf(resourceId)).toBeNull();
  });

  it('encodes what it is given', () => {
    expect(linkOf('//cloudsql.googleapis.com/projects/p?q/instances/a b')).toBe(
      `${CONSOLE}sql/instances/a%20b/overview?project=p%3Fq`,
    );
  });
});
