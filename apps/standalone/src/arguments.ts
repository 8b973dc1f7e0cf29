import { parseArgs } from 'node:util';

/** What `npm start` was asked to do. */
export interface Arguments {
  /** Discover every account, print the result, and end. */
  once: boolean;
  /** Start without the demo estate. */
  empty: boolean;
  help: boolean;
}

export const HELP = `Skyledger: everything in one process.

  npm start                  start with the demo estate and go on serving
  npm start -- --once        discover every account, print the result and exit: 0, or 1 when a run failed
  npm start -- --empty       start without the demo estate
  npm start -- --help        this text

Settings come from the environment: PORT (3000), SKYLEDGER_DATA_DIR (.skyledger),
SKYLEDGER_ADMIN_TOKEN, and others: see the table in README.md.
`;

/** @throws TypeError for an argument there is not */
export function parseArguments(given: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      once: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values;
}
