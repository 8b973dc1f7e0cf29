import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The services, besides Postgres, that tests run privately. */
export type ServiceName = 'rabbitmq' | 'redis';

/** Where a service comes from on this machine, or why it does not. */
export type ServiceSource =
  | { readonly kind: 'local'; readonly program: string }
  | { readonly kind: 'docker'; readonly image: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

interface ServiceOrigin {
  readonly debianPackage: string;
  readonly image: string;
  locate(): string | undefined;
}

/** What the search needs of the machine; tests of the search give another. */
export interface Machine {
  readonly isRoot: boolean;
  locate(name: ServiceName): string | undefined;
  /** Runs a command to its end; whether it succeeded. */
  succeeds(command: string, args: readonly string[], timeoutMs: number): boolean;
  /** Runs `install` while packages must not start the services they contain. */
  withoutServiceStarts<T>(install: () => T): T;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds a program on the PATH or in the folders where services are installed. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function findInVersions(parent: string, prefix: string, program: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return undefined;
  }
  return names
    .filter((name) => name.startsWith(prefix))
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((name) => join(parent, name, program))
    .find(isExecutable);
}

/** Erlang's port mapper, which Debian keeps in the runtime's folder too. */
export function findEpmd(): string | undefined {
  return findProgram('epmd') ?? findInVersions('/usr/lib/erlang', 'erts-', 'bin/epmd');
}

const origins: Readonly<Record<ServiceName, ServiceOrigin>> = {
  rabbitmq: {
    debianPackage: 'rabbitmq-server',
    image: 'rabbitmq:3-management',
    // The script itself: Debian's /usr/sbin/rabbitmq-server refuses other users than its own.
    locate: () =>
      findEpmd() === undefined
        ? undefined
        : findInVersions('/usr/lib/rabbitmq/lib', 'rabbitmq_server-', 'sbin/rabbitmq-server'),
  },
  redis: {
    debianPackage: 'redis-server',
    image: 'redis:7',
    locate: () => findProgram('redis-server'),
  },
};

const policyFile = '/usr/sbin/policy-rc.d';

const thisMachine: Machine = {
  isRoot: process.getuid?.() === 0,
  locate: (name) => origins[name].locate(),
  succeeds: (command, args, timeoutMs) =>
    spawnSync(command, args, {
      timeout: timeoutMs,
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0,
  withoutServiceStarts(install) {
    // Debian's packages start their service when installed, unless this file forbids it (code 101).
    let forbidden = false;
    try {
      writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
      forbidden = true;
    } catch {
      // There is a policy of the machine's own.
    }
    try {
      return install();
    } finally {
      if (forbidden) rmSync(policyFile, { force: true });
    }
  },
};

const minute = 60_000;

function dockerAnswers(machine: Machine): boolean {
  return machine.succeeds('docker', ['version', '--format', '{{.Server.Version}}'], 10_000);
}

function installPackage(name: ServiceName, machine: Machine): boolean {
  const { debianPackage } = origins[name];
  const args = ['install', '-y', '--no-install-recommends', debianPackage];
  const install = (): boolean => machine.succeeds('apt-get', args, 10 * minute);
  return machine.withoutServiceStarts(
    () => install() || (machine.succeeds('apt-get', ['update'], 5 * minute) && install()),
  );
}

/** Finds a service without changing the machine: its programs first, else a Docker engine. */
export function findBinary(name: ServiceName, machine: Machine = thisMachine): ServiceSource {
  const program = machine.locate(name);
  if (program !== undefined) return { kind: 'local', program };
  if (dockerAnswers(machine)) return { kind: 'docker', image: origins[name].image };
  const { debianPackage } = origins[name];
  return {
    kind: 'unavailable',
    reason: `neither the programs of the Debian package ${debianPackage} nor a Docker engine was found`,
  };
}

/**
 * Finds a service, installing its Debian package where the programs are missing and this process
 * is root on a Debian system. Slow the first time: call it once in a test run, not in every file.
 */
export function ensureBinary(name: ServiceName, machine: Machine = thisMachine): ServiceSource {
  if (machine.locate(name) === undefined && machine.isRoot) {
    const hasApt = machine.succeeds('apt-get', ['--version'], minute);
    if (hasApt && !installPackage(name, machine)) {
      const source = findBinary(name, machine);
      return source.kind === 'unavailable'
        ? { ...source, reason: `${source.reason}, and apt-get could not install it` }
        : source;
    }
  }
  return findBinary(name, machine);
}
