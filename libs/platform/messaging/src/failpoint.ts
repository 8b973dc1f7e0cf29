const [wanted, passText] = (process.env['SKYLEDGER_FAILPOINT'] ?? '').split('@');
const fatalPass = passText === undefined ? 1 : Number(passText);
let passes = 0;

/**
 * Ends the process as `kill -9` would when SKYLEDGER_FAILPOINT names this point, optionally as
 * `name@N` at the Nth pass through it. Without the variable it does nothing. Crash tests use it to
 * stop a process between two steps that a signal from outside cannot hit.
 */
export function failpoint(name: string): void {
  if (name !== wanted) return;
  passes += 1;
  if (passes >= fatalPass) process.kill(process.pid, 'SIGKILL');
}
