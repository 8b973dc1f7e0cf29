import { addressesToldBy, nicsOf } from './guest-context';

describe('nicsOf', () => {
  it('reads the interfaces of a machine', () => {
    const config = {
      net1: 'model=e1000,macaddr=BC:24:11:00:00:02,bridge=vnet0,firewall=0',
      net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0,firewall=1,tag=7',
      net10: 'virtio=BC:24:11:00:00:03',
    };
    expect(nicsOf(config)).toEqual([
      { key: 'net0', mac: 'bc:24:11:00:00:01', bridge: 'vmbr0', filtered: true, addresses: [] },
      { key: 'net1', mac: 'bc:24:11:00:00:02', bridge: 'vnet0', filtered: false, addresses: [] },
      { key: 'net10', mac: 'bc:24:11:00:00:03', bridge: null, filtered: false, addresses: [] },
    ]);
  });

  it('reads the interfaces of a container', () => {
    const net0 =
      'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:2E:C5:7E,ip=10.0.0.7/24,ip6=auto,type=veth';
    expect(nicsOf({ net0 })).toEqual([
      {
        key: 'net0',
        mac: 'bc:24:11:2e:c5:7e',
        bridge: 'vmbr0',
        filtered: false,
        addresses: ['10.0.0.7/24', 'auto'],
      },
    ]);
  });

  it.each([null, 42, {}, ''])('survives an interface that is %p', (net0) => {
    expect(nicsOf({ net0 })).toMatchObject([{ key: 'net0', mac: null, bridge: null }]);
  });
});

describe('addressesToldBy', () => {
  const nics = nicsOf({ net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0' });

  it('takes the interfaces that the configuration knows, in every form', () => {
    const told = [
      {
        name: 'eth0',
        'hardware-address': 'bc:24:11:00:00:01',
        'ip-addresses': [{ 'ip-address': '10.0.0.7' }, { 'ip-address': null }, null],
      },
      { name: 'eth0.7', hwaddr: 'BC:24:11:00:00:01', inet: '10.0.7.7/24', inet6: 'fd00::7/64' },
      { name: 'docker0', 'hardware-address': '02:42:00:00:00:01', inet: '172.17.0.1/16' },
      { name: 'tun0', inet: '10.8.0.1/24' },
      null,
    ];
    expect(addressesToldBy(told, nics)).toEqual(['10.0.0.7', '10.0.7.7/24', 'fd00::7/64']);
  });
});
