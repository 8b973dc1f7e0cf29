import { Protections } from './protections';

describe('Protections', () => {
  const protections = new Protections([
    { id: 'a', droplet_ids: [1, 2], tags: [], pending_changes: [] },
    { id: 'b', droplet_ids: [1], tags: ['web'], pending_changes: null },
    {
      id: 'c',
      droplet_ids: [2, 3],
      tags: null,
      pending_changes: [
        { droplet_id: 2, removing: false, status: 'waiting' },
        { droplet_id: 3, removing: true, status: 'waiting' },
      ],
    },
    { droplet_ids: [1] },
    null,
    { id: 'd', droplet_ids: 'all', tags: 3 },
  ]);

  it.each([
    ['1', [], ['a', 'b']],
    ['1', ['web'], ['a', 'b']],
    ['9', ['web', 'db'], ['b']],
    ['2', [], ['a']],
    ['3', [], ['c']],
    ['9', [], []],
  ])('of droplet %s tagged %j are %j', (droplet, tags, firewalls) => {
    expect(protections.of(droplet, tags).sort()).toEqual(firewalls);
  });
});
