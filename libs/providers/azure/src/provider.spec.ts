import { allows, readsEverything } from './authorization/caller-roles';
import { azure } from './provider';

describe('Azure console links', () => {
  const link = (resourceId: string, region: string | null = 'westeurope'): string | null =>
    azure.consoleLink({ resourceId, resourceType: 'vm', region });
  const id = '/subscriptions/s/resourcegroups/g/providers/microsoft.sql/servers/a';

  it('leads to the resource in the portal of its cloud', () => {
    expect(link(id)).toBe(`https://portal.azure.com/#@/resource${id}`);
    expect(link(id, 'usgovvirginia')).toBe(`https://portal.azure.us/#@/resource${id}`);
    expect(link(id, 'chinaeast2')).toBe(`https://portal.azure.cn/#@/resource${id}`);
    expect(link(id, null)).toBe(`https://portal.azure.com/#@/resource${id}`);
  });

  it('leads to the server of a firewall, and nowhere for what is no resource', () => {
    expect(link(`${id}/firewallrules`)).toBe(link(id));
    expect(link('server/42')).toBeNull();
    expect(link('/subscriptions/s/x\ud800 y')).toMatch(/^https:/);
  });
});

describe('Azure console links of role assignments', () => {
  const link = (resourceId: string): string | null =>
    azure.consoleLink({ resourceId, resourceType: 'role_assignment', region: null });
  const assignment = '/providers/microsoft.authorization/roleassignments/0a1b';

  it('lead to the access control of their scope, and nowhere above the subscription', () => {
    const portal = 'https://portal.azure.com/#@/resource/subscriptions/s';
    expect(link(`/subscriptions/s${assignment}`)).toBe(`${portal}/users`);
    const group = '/subscriptions/s/resourcegroups/g';
    expect(link(`${group}${assignment}`)).toBe(`${portal}/resourcegroups/g/users`);
    const above = '/providers/microsoft.management/managementgroups/m';
    expect(link(`${above}${assignment}`)).toBeNull();
  });
});

describe('Azure roles', () => {
  it.each([
    [['*/read'], [], true],
    [['*'], [], true],
    [['Microsoft.Compute/*'], [], true],
    [['microsoft.compute/disks/READ'], [], true],
    [['Microsoft.Compute/disks/write'], [], false],
    [['*/read'], ['Microsoft.Compute/disks/*'], false],
    [['*/read'], ['Microsoft.Network/*'], true],
    [['Microsoft.Compute/disks/rea.'], [], false],
    [[], [], false],
  ])('with %j but not %j grants reading disks: %p', (actions, notActions, granted) => {
    expect(allows({ actions, notActions }, 'Microsoft.Compute/disks/read')).toBe(granted);
  });

  it.each([
    [['*/read'], [], true],
    [['*/READ', 'Microsoft.Support/*'], ['Microsoft.Authorization/*/Write'], true],
    [
      ['*'],
      ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/elevateAccess/Action'],
      true,
    ],
    [['*'], ['Microsoft.Web/*'], false],
    [['*/read'], ['microsoft.web/sites/config/Read'], false],
    [['*/read'], ['*'], false],
    [['Microsoft.Web/*', 'Microsoft.Compute/*/read'], [], false],
    [[], [], false],
  ])('with %j but not %j let everything be read: %p', (actions, notActions, everything) => {
    expect(readsEverything({ actions, notActions })).toBe(everything);
  });
});
