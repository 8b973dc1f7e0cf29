import { HARDWARE, SERVER } from '../testing/payloads';
import { toDedicatedServer } from './server.mapper';

const parts = {
  ips: ['54.36.0.1/32', '2001:41d0:1000:1::/64', '137.74.0.9'],
  hardware: HARDWARE,
  vracks: ['urn:v1:eu:resource:vrack:pn-1', 'urn:v1:eu:resource:vrack:pn-2'],
};

describe('toDedicatedServer', () => {
  it('maps a server with its addresses and hardware', () => {
    expect(toDedicatedServer(SERVER, 'eu', parts)).toMatchObject({
      resourceId: 'urn:v1:eu:resource:dedicatedServer:ns3000001.ip-54-36-0.eu',
      resourceType: 'node',
      name: 'db-primary',
      region: 'eu-west-gra',
      zone: 'eu-west-gra-a',
      state: 'running',
      nativeState: 'poweron',
      size: 'ADVANCE-1',
      publicIps: ['137.74.0.9', '54.36.0.1'],
      isPublic: true,
      relationships: [
        { kind: 'runs_in', resourceId: 'urn:v1:eu:resource:vrack:pn-1' },
        { kind: 'runs_in', resourceId: 'urn:v1:eu:resource:vrack:pn-2' },
      ],
      attributes: { cpuCount: 24, memoryMib: 65536, softwareVersion: null },
    });
  });

  it.each([
    ['ok', 'poweroff', 'stopped', 'poweroff'],
    ['hackedBlocked', 'poweroff', 'error', 'hackedBlocked'],
    ['error', 'poweron', 'error', 'error'],
    ['ok', null, 'unknown', 'ok'],
  ])('reads %s and %s as %s', (state, powerState, expected, nativeState) => {
    const server = toDedicatedServer({ ...SERVER, state, powerState }, 'eu', parts);
    expect(server).toMatchObject({ state: expected, nativeState });
  });

  it('keeps its main address when the others could not be read', () => {
    const server = toDedicatedServer(SERVER, 'eu', { ips: null, hardware: null, vracks: [] });
    expect(server).toMatchObject({
      publicIps: ['54.36.0.1'],
      isPublic: true,
      attributes: { cpuCount: null, memoryMib: null },
    });
  });

  it('counts cores where threads are not told, and memory in any unit', () => {
    const hardware = {
      ...HARDWARE,
      threadsPerProcessor: null,
      memorySize: { unit: 'GB', value: 32 },
    };
    const server = toDedicatedServer(SERVER, 'eu', { ips: [], hardware, vracks: [] });
    expect(server?.attributes).toMatchObject({ cpuCount: 12, memoryMib: 32768 });
  });
});
