import { consoleLink } from './console-link';

describe('consoleLink', () => {
  it.each([
    [
      'urn:v1:eu:resource:publicCloudProject:abc/instance/i-1',
      'https://manager.eu.ovhcloud.com/#/public-cloud/pci/projects/abc/instances/i-1',
    ],
    [
      'urn:v1:us:resource:publicCloudProject:abc/kube/k 1',
      'https://manager.us.ovhcloud.com/#/public-cloud/pci/projects/abc/kubernetes/k%201/service',
    ],
    [
      'urn:v1:ca:resource:vps:vps-1.vps.ovh.ca',
      'https://manager.ca.ovhcloud.com/#/dedicated/vps/vps-1.vps.ovh.ca/dashboard',
    ],
    [
      'urn:v1:eu:resource:dedicatedServer:ns1.ip-1-2-3.eu',
      'https://manager.eu.ovhcloud.com/#/dedicated/server/ns1.ip-1-2-3.eu',
    ],
  ])('leads from %s to its page', (resourceId, link) => {
    expect(consoleLink({ resourceId })).toBe(link);
  });

  it.each([
    'urn:v1:eu:resource:publicCloudProject:abc/volume/v-1',
    'urn:v1:eu:resource:ip:192.0.2.1/32',
    'urn:v1:eu:resource:publicCloudProject:abc',
    'urn:v1:xx:resource:vps:vps-1',
    'odd id/1',
  ])('leads nowhere from %s', (resourceId) => {
    expect(consoleLink({ resourceId })).toBeNull();
  });
});
