import { type Candidate, chooseMatch } from './choose-match';

const byId: Candidate = { kind: 'instance_id', resourceId: '1', instanceId: 'i-0abc' };
const byPublicIp: Candidate = { kind: 'public_ip', resourceId: '2', instanceId: null };
const byPrivateIp: Candidate = { kind: 'private_ip', resourceId: '3', instanceId: null };

it('prefers the instance id to the public address to the private one', () => {
  const chosen = [
    chooseMatch('i-0abc', [byPrivateIp, byPublicIp, byId]),
    chooseMatch('i-0abc', [byPrivateIp, byPublicIp]),
    chooseMatch('i-0abc', [byPrivateIp]),
    chooseMatch('i-0abc', []),
  ];
  expect(chosen).toEqual([
    { resourceId: '1', matchedBy: 'instance_id' },
    { resourceId: '2', matchedBy: 'public_ip' },
    { resourceId: '3', matchedBy: 'private_ip' },
    null,
  ]);
});

it.each([
  ['an EC2 id', 'i-0abc', 'i-0def', null],
  ['a number', '42', '43', null],
  ['the same id, ambiguous by itself', '42', '42', '3'],
  ['an id of another form', 'b1e5a3de-1b2c-4c7e-9f00-aa11bb22cc33', 'web-1', '3'],
  ['an id where the resource has none', 'i-0abc', null, '3'],
  ['no id', null, 'i-0def', '3'],
])('asks whether the address fits an agent with %s', (_name, agent, resource, expected) => {
  const match = chooseMatch(agent, [{ ...byPrivateIp, instanceId: resource }]);
  expect(match?.resourceId ?? null).toBe(expected);
});

it('passes on from a public address that does not fit to a private one that does', () => {
  const elsewhere = { ...byPublicIp, instanceId: 'i-0def' };
  expect(chooseMatch('i-0abc', [elsewhere, byPrivateIp])?.resourceId).toBe('3');
});
