import { FLOATING_IP, PROJECT } from '../testing/payloads';
import { toFloatingIp } from './floating-ip.mapper';

describe('toFloatingIp', () => {
  it('maps an address in use', () => {
    expect(toFloatingIp(FLOATING_IP, PROJECT, 'GRA11')).toMatchObject({
      resourceId: `${PROJECT}/floatingIp/${FLOATING_IP.id}`,
      resourceType: 'public_ip',
      name: '141.94.1.2',
      state: 'running',
      publicIps: ['141.94.1.2'],
      relationships: [{ kind: 'runs_in', resourceId: `${PROJECT}/network/ext-net` }],
      attributes: { address: '141.94.1.2', isStatic: true, isAttached: true },
    });
  });

  it('maps one that nothing uses', () => {
    const idle = { ...FLOATING_IP, status: 'down', associatedEntity: null, region: null };
    expect(toFloatingIp(idle, PROJECT, 'SBG5')).toMatchObject({
      region: 'SBG5',
      state: 'stopped',
      attributes: { isAttached: false },
    });
  });

  it('does not know what it is not told', () => {
    const untold = { ...FLOATING_IP, associatedEntity: undefined };
    expect(toFloatingIp(untold, PROJECT, 'GRA11')?.attributes.isAttached).toBeNull();
  });
});
