import { ensureBinary, findBinary } from './service-binaries';
import type { Machine } from './service-binaries';

/** A machine that notes what is asked of it. */
function aMachine({
  installed = false,
  isRoot = true,
  working = [] as string[],
}): Machine & { commands: string[] } {
  const commands: string[] = [];
  let present = installed;
  return {
    commands,
    isRoot,
    locate: () => (present ? '/usr/bin/redis-server' : undefined),
    succeeds(command, args) {
      const line = [command, ...args].join(' ');
      commands.push(line);
      const succeeds = working.some((known) => line.startsWith(known));
      if (succeeds && line.startsWith('apt-get install')) present = true;
      return succeeds;
    },
    withoutServiceStarts(install) {
      commands.push('forbid');
      const result = install();
      commands.push('allow');
      return result;
    },
  };
}

describe('ensureBinary', () => {
  it('uses what is installed and runs nothing', () => {
    const machine = aMachine({ installed: true });
    expect(ensureBinary('redis', machine)).toEqual({
      kind: 'local',
      program: '/usr/bin/redis-server',
    });
    expect(machine.commands).toEqual([]);
  });

  it('installs the Debian package without letting it start a service', () => {
    const machine = aMachine({ working: ['apt-get --version', 'apt-get install'] });
    expect(ensureBinary('redis', machine).kind).toBe('local');
    expect(machine.commands).toEqual([
      'apt-get --version',
      'forbid',
      'apt-get install -y --no-install-recommends redis-server',
      'allow',
    ]);
  });

  it('falls back to Docker when the package cannot be installed', () => {
    const machine = aMachine({ working: ['apt-get --version', 'docker version'] });
    expect(ensureBinary('rabbitmq', machine)).toEqual({
      kind: 'docker',
      image: 'rabbitmq:3-management',
    });
  });

  it('installs nothing as an ordinary user, and says what is missing', () => {
    const machine = aMachine({ isRoot: false });
    expect(ensureBinary('redis', machine)).toEqual({
      kind: 'unavailable',
      reason: expect.stringContaining('redis-server') as string,
    });
    expect(machine.commands.filter((line) => line.startsWith('apt-get'))).toEqual([]);
  });
});

describe('findBinary', () => {
  it('never installs', () => {
    const machine = aMachine({ working: ['apt-get'] });
    expect(findBinary('redis', machine).kind).toBe('unavailable');
    expect(machine.commands.filter((line) => line.startsWith('apt-get'))).toEqual([]);
  });
});
