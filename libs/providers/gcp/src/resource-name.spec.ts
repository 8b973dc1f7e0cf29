import { computeName, pathOf, placeOf, projectOf, relatedTo } from './resource-name';

const WWW = 'https://www.googleapis.com/compute/v1/';

describe('resource names', () => {
  it.each([
    [`${WWW}projects/p/zones/z-a/instances/n`, 'projects/p/zones/z-a/instances/n'],
    [
      'https://compute.googleapis.com/compute/v1/projects/p/global/networks/n',
      'projects/p/global/networks/n',
    ],
    ['projects/p/global/networks/n', 'projects/p/global/networks/n'],
    ['projects/example.com:p/global/networks/n', 'projects/example.com:p/global/networks/n'],
    ['projects/p', null],
    ['default', null],
    ['', null],
    [42, null],
    [null, null],
  ])('reads the path in %p', (link, path) => {
    expect(pathOf(link)).toBe(path);
    expect(computeName(link)).toBe(path === null ? null : `//compute.googleapis.com/${path}`);
  });

  it.each([
    ['zones/europe-west1-b/instances/n', { region: 'europe-west1', zone: 'europe-west1-b' }],
    ['regions/europe-west1/subnetworks/n', { region: 'europe-west1', zone: null }],
    ['global/networks/n', { region: null, zone: null }],
  ])('places %s', (path, place) => {
    expect(placeOf(`${WWW}projects/p/${path}`)).toEqual(place);
  });

  it('relates once, in a stable order, and only within the project', () => {
    const at = (project: string, name: string): string =>
      `${WWW}projects/${project}/global/networks/${name}`;
    const links = [at('p', 'b'), at('host', 'shared'), at('p', 'a'), at('p', 'b'), null, 7];
    expect(relatedTo('runs_in', at('p', 'x'), links)).toEqual([
      { kind: 'runs_in', resourceId: '//compute.googleapis.com/projects/p/global/networks/a' },
      { kind: 'runs_in', resourceId: '//compute.googleapis.com/projects/p/global/networks/b' },
    ]);
    expect(relatedTo('runs_in', null, links)).toEqual([]);
    expect(projectOf(at('host', 'x'))).toBe('host');
  });
});
