import { aVm } from '../testing/a-vm';
import { prepareRow } from './prepare-rows';
import { LineEncoder, LINE_COLUMNS } from './staged-line';

const encoder = (): LineEncoder => new LineEncoder(['SecretField']);

describe('a staged line', () => {
  it('has a field for each column, and ends', () => {
    const line = encoder()
      .lineOf(prepareRow(aVm('i-1')))
      .toString();
    expect(line.endsWith('\n')).toBe(true);
    expect(line.split('\t')).toHaveLength(LINE_COLUMNS.length);
  });

  it('has no secret', () => {
    const row = prepareRow(aVm('i-1', { raw: { SecretField: 'canary', Kept: 'kept' } }));
    const line = encoder().lineOf(row).toString();
    expect(line).toContain('kept');
    expect(line).not.toContain('canary');
  });

  it('is the same whether it was encoded ahead or not', () => {
    const row = prepareRow(aVm('i-1', { tags: { Name: 'Zürich 漢 🛰' } }));
    const ahead = encoder().encoded(row);
    expect(ahead).toMatchObject({ resourceId: 'i-1', contentHash: row.contentHash });
    expect(ahead.content).toEqual(encoder().lineOf(row));
    expect(encoder().lineOf(ahead)).toBe(ahead.content);
  });

  it('stays as it is while others are encoded, short ones and one of a megabyte', () => {
    const rows = Array.from({ length: 500 }, (_, index) =>
      prepareRow(aVm(`i-${index}`, { raw: { text: '漢'.repeat(index === 7 ? 1 << 20 : index) } })),
    );
    const one = encoder();
    const lines = rows.map((row) => one.lineOf(row));
    expect(lines.map(String)).toEqual(rows.map((row) => String(encoder().lineOf(row))));
  });
});
