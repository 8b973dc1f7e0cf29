/**
 * `npm test`: every check of the project, in order of what is told soonest. Goes on after a failure,
 * and ends with one line that counts all of them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from './workspace.mjs';

requireNode();
ensureInstalled();
ensureBuilt();

const totals = { passed: 0, failed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'skyledger-test-'));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const environment = { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' };

check('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
check('project graph', bin('nx'), ['show', 'projects']);
check('lint', bin('eslint'), ['--max-warnings', '0', '.']);
check('types', bin('tsc'), ['-p', root]);
check('drift', process.execPath, [join(root, 'tools', 'drift.mjs')]);
for (const project of ['unit', 'integration', 'e2e']) suite(project);

rmSync(reports, { recursive: true, force: true });
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed > 0 || (process.env.CI === 'true' && totals.skipped > 0) ? 1 : 0);

/** One check that either passes or fails. */
function check(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment });
  totals[status === 0 ? 'passed' : 'failed'] += 1;
}

/** One Jest project; a run that ends without a report counts as one failure. */
function suite(project) {
  console.log(`\n== ${project} tests`);
  const report = join(reports, `${project}.json`);
  const args = ['--selectProjects', project, '--json', `--outputFile=${report}`];
  if (project !== 'unit') args.push('--runInBand');
  const { status } = spawnSync(bin('jest'), args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  });
  if (!existsSync(report)) {
    totals.failed += 1;
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += result.numPassedTests;
  totals.skipped += result.numPendingTests;
  // A suite that cannot even be loaded has no failing test, but it has failed.
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  totals.failed += failed > 0 || status === 0 ? failed : 1;
}
