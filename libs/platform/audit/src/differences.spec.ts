import { differences } from './differences';

it('tells what is otherwise, with what it was', () => {
  expect(
    differences(
      { name: 'a', group: 'g', labels: { x: '1', y: '2' }, regions: ['eu'] },
      { name: 'b', group: null, labels: { y: '2', x: '1' }, regions: ['eu'] },
    ),
  ).toEqual({ name: { from: 'a', to: 'b' }, group: { from: 'g', to: null } });
});

it('says nothing of what is left out', () => {
  expect(differences({ name: 'a' }, { name: undefined })).toEqual({});
  expect(differences({ name: 'a' }, {})).toEqual({});
});

it('takes what was not there for null', () => {
  expect(differences({}, { owner: 'x', description: null })).toEqual({
    owner: { from: null, to: 'x' },
  });
});

it('minds the order of a list', () => {
  expect(differences({ regions: ['a', 'b'] }, { regions: ['b', 'a'] })).toHaveProperty('regions');
});
