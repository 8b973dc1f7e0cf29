import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toVpc } from './vpc.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aVpc = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'default',
  region: 'fr-par',
  tags: ['team=core'],
  is_default: true,
  created_at: '2025-01-07T14:16:08.122094Z',
  routing_enabled: true,
  ...changes,
});

describe('toVpc', () => {
  it('maps a VPC', () => {
    const vpc = toVpc(aVpc(), 'fr-par');
    expect(vpc).toMatchObject({
      resourceId: `vpc/fr-par/${ID}`,
      resourceType: 'network',
      region: 'fr-par',
      zone: null,
      tags: { team: 'core' },
      attributes: { cidrs: [], isDefault: true },
    });
    expect(shapeProblems(vpc)).toEqual([]);
  });

  it.each(ODD_VALUES)('keeps the VPC when every other field is %j', (odd) => {
    expect(shapeProblems(toVpc(withOddFields(aVpc(), odd), 'fr-par'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toVpc(aVpc({ id: 1 }), 'fr-par')).toBeNull();
  });
});
