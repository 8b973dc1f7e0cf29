/** `npm start`: installs and builds what is missing, then runs everything in this process. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from './workspace.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
process.env.SKYLEDGER_DATA_DIR ||= join(root, '.skyledger');
createRequire(import.meta.url)(join(root, 'dist', 'apps', 'standalone', 'src', 'main.js'));
