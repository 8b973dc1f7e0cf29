/** `npm run ops`: installs and builds what is missing, then carries out one command. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from './workspace.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
process.env.SKYLEDGER_DATA_DIR ||= join(root, '.skyledger');
createRequire(import.meta.url)(join(root, 'dist', 'apps', 'ops', 'src', 'main.js'));
