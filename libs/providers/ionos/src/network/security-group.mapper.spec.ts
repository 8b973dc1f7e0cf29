import { allowsAnyone, discoveredResourceSchema } from '@skyledger/resource-model';
import { aDatacenter, anElement, children, ODD_VALUES } from '../testing/fixtures';
import { aRule } from '../testing/server.builder';
import { toSecurityGroup } from './security-group.mapper';

const aGroup = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'security-group',
    { name: 'web', description: null, ...properties },
    { entities: { rules: children(aRule()), nics: children(), servers: children() }, ...changes },
  );

describe('toSecurityGroup', () => {
  it('maps a group, which allows nothing but what its rules say', () => {
    const group = toSecurityGroup(aGroup(), aDatacenter);
    expect(group).toMatchObject({
      resourceId: 'security-group/b46e5056',
      resourceType: 'firewall',
      nativeType: 'security-group',
      name: 'web',
      region: 'de/fra',
      attributes: { isDefault: false },
    });
    expect(group?.attributes.rules.map(allowsAnyone)).toEqual([true]);
    expect(discoveredResourceSchema.safeParse(group).error).toBeUndefined();
  });

  it.each([
    ['b46e5056', true],
    ['other', false],
    [null, false],
    [undefined, null],
  ])('is the default when the data center names %p: %p', (defaultSecurityGroup, isDefault) => {
    const group = toSecurityGroup(aGroup(), { ...aDatacenter, defaultSecurityGroup });
    expect(group?.attributes.isDefault).toBe(isDefault);
  });

  it.each(ODD_VALUES)('keeps the group when everything but its id is %p', (odd) => {
    const group = toSecurityGroup(
      { id: 'b46e5056', properties: odd, metadata: odd, entities: odd },
      aDatacenter,
    );
    expect(discoveredResourceSchema.safeParse(group).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toSecurityGroup(aGroup({}, { id: null }), aDatacenter)).toBeNull();
  });
});
