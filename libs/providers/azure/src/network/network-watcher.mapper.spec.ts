import { oddities } from '../testing/odd-payloads';
import { SUBSCRIPTION } from '../testing/payloads';
import { toNetworkWatcher } from './network-watcher.mapper';

const id = `${SUBSCRIPTION}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope`;
const raw = {
  name: 'NetworkWatcher_westeurope',
  id,
  type: 'Microsoft.Network/networkWatchers',
  location: 'westeurope',
  properties: { provisioningState: 'Succeeded', runningOperationIds: [] },
};

describe('toNetworkWatcher', () => {
  it('reads the watcher of a region', () => {
    expect(toNetworkWatcher(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'detector',
      region: 'westeurope',
      state: 'running',
      relationships: [
        { kind: 'runs_in', resourceId: `${SUBSCRIPTION}/resourcegroups/networkwatcherrg` },
      ],
      attributes: { kind: 'network', isEnabled: true, coversEverything: null },
    });
  });

  it.each([
    ['Failed', false],
    ['Deleting', false],
    ['Resting', null],
    [undefined, null],
  ])('in the state %s is enabled: %p', (provisioningState, isEnabled) => {
    const watcher = toNetworkWatcher({ ...raw, properties: { provisioningState } });
    expect(watcher?.attributes.isEnabled).toBe(isEnabled);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toNetworkWatcher, raw)).toEqual([]);
  });
});
