import { FaultRegistry } from './fault-registry';
import type { CallFacts, FaultEffect, FaultMatch } from './fault-rule';

const CALL: CallFacts = {
  provider: 'aws',
  account: '111122223333',
  service: 'ec2',
  action: 'DescribeInstances',
  region: 'eu-central-1',
  page: 2,
};
const DENY: FaultEffect = { type: 'deny' };

function strikes(match: FaultMatch, calls: readonly CallFacts[], seed = 1): boolean[] {
  const registry = new FaultRegistry(seed);
  registry.add({ match, effect: DENY });
  return calls.map((call) => registry.strike(call).length > 0);
}

const repeat = (times: number): CallFacts[] => Array.from({ length: times }, () => CALL);

describe('fault rules', () => {
  it.each<[FaultMatch, boolean]>([
    [{}, true],
    [
      {
        provider: 'aws',
        account: '111122223333',
        service: 'ec2',
        action: 'DescribeInstances',
        region: 'eu-central-1',
        page: 2,
      },
      true,
    ],
    [{ provider: 'hetzner' }, false],
    [{ account: '444455556666' }, false],
    [{ service: 'rds' }, false],
    [{ action: 'DescribeVpcs' }, false],
    [{ region: 'us-east-1' }, false],
    [{ page: 1 }, false],
  ])('match on what is given: %j', (match, expected) => {
    expect(strikes(match, [CALL])).toEqual([expected]);
  });

  it('count only the requests that match', () => {
    const other = { ...CALL, region: 'us-east-1' };
    expect(strikes({ region: 'eu-central-1', nth: 2 }, [CALL, other, CALL, CALL])).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(strikes({ after: 1, times: 2 }, repeat(5))).toEqual([false, true, true, false, false]);
  });

  it('draw chances from the seed', () => {
    const drawn = strikes({ probability: 0.9 }, repeat(500));
    expect(strikes({ probability: 0.9 }, repeat(500))).toEqual(drawn);
    expect(strikes({ probability: 0.9 }, repeat(500), 2)).not.toEqual(drawn);
    expect(drawn.filter(Boolean).length / 500).toBeCloseTo(0.9, 1);
  });

  it('can be taken back, and say how often they struck', () => {
    const registry = new FaultRegistry(1);
    const remove = registry.add({ match: { nth: 1 }, effect: DENY });
    registry.add({ match: {}, effect: { type: 'latency', ms: 1 } });
    expect(registry.strike(CALL)).toHaveLength(2);
    expect(registry.strike(CALL)).toHaveLength(1);
    expect(registry.list().map((each) => [each.seen, each.applied])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    remove();
    expect(registry.list()).toHaveLength(1);
    registry.clear();
    expect(registry.strike(CALL)).toEqual([]);
  });
});
