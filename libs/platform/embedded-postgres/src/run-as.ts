import { spawnSync } from 'node:child_process';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { copyBinaries, publicBinariesFolder } from './postgres-binaries';
import type { PostgresBinaries } from './postgres-binaries';

/** `nobody` on every Linux distribution; owns nothing that matters. */
const unprivilegedId = 65534;

/** A way to run a program as somebody Postgres accepts: it refuses to run as root. */
export interface Runner {
  readonly name: 'current user' | 'user namespace' | 'unprivileged user';
  /** Put before the program's own command line. */
  readonly prefix: readonly string[];
  /** Set where the process must change its user; Node does so between fork and exec. */
  readonly identity?: { readonly uid: number; readonly gid: number };
}

const currentUser: Runner = { name: 'current user', prefix: [] };

/** Root outside, nobody inside: Postgres is content and the files still belong to root. */
const userNamespace: Runner = {
  name: 'user namespace',
  prefix: [
    'unshare',
    '--user',
    `--map-user=${unprivilegedId}`,
    `--map-group=${unprivilegedId}`,
    '--',
  ],
};

/** For containers that block user namespaces. Only root can do this. */
export const unprivilegedUser: Runner = {
  name: 'unprivileged user',
  prefix: [],
  identity: { uid: unprivilegedId, gid: unprivilegedId },
};

/** The ways open to this process, best first. */
export function availableRunners(): Runner[] {
  return process.getuid?.() === 0 ? [userNamespace, unprivilegedUser] : [currentUser];
}

/** How the server's programs are run over one data folder. */
export interface Launch {
  readonly runner: Runner;
  readonly binaries: PostgresBinaries;
  /** What to pass as data directory; the process is always started with it as working folder. */
  dataArgument(folder: string): string;
}

/** The environment of every program run here: the user's PG* variables must not reach it. */
export const programEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Whether `runner` lets the programs run and lets them reach the (existing) folder by its path. */
function reaches(runner: Runner, binaries: PostgresBinaries, folder: string): boolean {
  const script = '"$0" --version >/dev/null && test -x "$1"';
  const command = [...runner.prefix, '/bin/sh', '-c', script, binaries.postgres, folder];
  const [program, ...args] = command as [string, ...string[]];
  const { status } = spawnSync(program, args, {
    ...runner.identity,
    cwd: '/',
    env: programEnvironment,
    stdio: 'ignore',
  });
  return status === 0;
}

/**
 * Chooses how to run the server over `folder`, an existing folder that will hold its data.
 *
 * A runner that cannot pass one of the parent folders (a checkout or HOME with mode 0700) gets a
 * copy of the programs in a public place, and the data as /proc/self/cwd: the working folder is
 * entered before the user changes, and that link leads to it without passing the parents.
 *
 * @throws EmbeddedPostgresError 'not-permitted' when no runner works.
 */
export function chooseLaunch(
  binaries: PostgresBinaries,
  folder: string,
  runners: readonly Runner[] = availableRunners(),
): Launch {
  for (const runner of runners) {
    if (reaches(runner, binaries, folder)) {
      return { runner, binaries, dataArgument: (data) => data };
    }
    if (process.platform !== 'linux' || runner === currentUser) continue;
    if (!reaches(runner, { ...binaries, postgres: '/bin/true' }, '/')) continue;
    const copy = copyBinaries(binaries, publicBinariesFolder());
    if (reaches(runner, copy, '/')) {
      return { runner, binaries: copy, dataArgument: () => '/proc/self/cwd' };
    }
  }
  throw new EmbeddedPostgresError(
    'not-permitted',
    `${binaries.postgres} cannot be run (tried as: ${runners.map(({ name }) => name).join(', ')}). ` +
      'Postgres refuses to run as root; start Skyledger as an ordinary user, or set DATABASE_URL.',
  );
}
