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
    ['compute', 'global/addresses/a', 'networking/addresses/list'],
    [
      'compute',
      'regions/r/forwardingRules/f',
      'net-services/loadbalancing/advanced/forwardingRules/list',
    ],
    ['cloudsql', 'instances/db', 'sql/instances/db/overview'],
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
