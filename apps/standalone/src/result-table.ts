import { SEVERITIES } from '@skyledger/resource-model';
import type { AccountItem, RunItem, Summary } from './api-client';

/** What one account holds. */
export interface AccountResult {
  account: AccountItem;
  run: RunItem | undefined;
  resourcesByType: Record<string, number>;
  findingsBySeverity: Record<string, number>;
}

/** The result as a table for people. */
export function resultTable(accounts: readonly AccountResult[], summary: Summary): string {
  const rows = [
    ['account', 'run', 'resources by type', 'open findings by severity'],
    ...accounts.map(({ account, run, resourcesByType, findingsBySeverity }) => [
      account.name,
      run?.status ?? 'never',
      counted(resourcesByType, Object.keys(resourcesByType).sort()),
      counted(findingsBySeverity, SEVERITIES),
    ]),
  ];
  const { total, matched } = summary.agents;
  return [
    ...aligned(rows),
    '',
    `${summary.resources.total} resources, ${summary.findings.open} open findings, ${matched} of ${total} agents matched`,
  ].join('\n');
}

function counted(counts: Record<string, number>, order: readonly string[]): string {
  const parts = order.filter((key) => (counts[key] ?? 0) > 0).map((key) => `${key} ${counts[key]}`);
  return parts.length === 0 ? '-' : parts.join(', ');
}

const LONGEST_CELL = 44;

/** Columns as wide as their widest cell; a long cell goes on in the next line at a comma. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => wrapped(cell)));
  const widths = rows[0]!.map((_, column) =>
    Math.max(...cells.flatMap((row) => row[column]!.map((line) => line.length))),
  );
  const lines = cells.flatMap((row) => {
    const height = Math.max(...row.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      row
        .map((cell, column) => (cell[line] ?? '').padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
  });
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0]!, rule, ...lines.slice(1)];
}

function wrapped(cell: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of cell.split(', ')) {
    if (line !== '' && line.length + part.length + 2 > LONGEST_CELL) {
      lines.push(`${line},`);
      line = part;
    } else {
      line = line === '' ? part : `${line}, ${part}`;
    }
  }
  return [...lines, line];
}
