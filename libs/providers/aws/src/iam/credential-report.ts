import { setTimeout as sleep } from 'node:timers/promises';
import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { ProviderError } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { onceAClient } from '../once-a-client';
import { present } from '../request-failure';

export const REPORT_PERMISSIONS = [
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
] as const;

/** What the report tells of one user, by the names of its columns. */
export type ReportRow = ReadonlyMap<string, string>;

const MOST_QUESTIONS = 12;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/**
 * The account's credential report, by the ARN of the user: in two requests what takes three for
 * each user otherwise. IAM makes a new one when the last is older than four hours, so that it is read
 * once a client.
 *
 * @throws ProviderError `unavailable` when IAM does not finish the report
 */
export const credentialReport = onceAClient<ReadonlyMap<string, ReportRow>>(readReport);

async function readReport(
  client: AwsClient,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ReportRow>> {
  const [generate, get] = REPORT_PERMISSIONS;
  const request = { service: 'iam', ...(signal && { signal }) } as const;
  for (let asked = 1; ; asked += 1) {
    const state = await client.call({ ...request, permission: generate }, async (iam, options) => {
      const { State } = await iam.send(new GenerateCredentialReportCommand({}), options);
      return present(State, 'state');
    });
    if (state === 'COMPLETE') break;
    if (asked === MOST_QUESTIONS) throw unfinished(generate);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (asked - 1), LONGEST_WAIT_MS);
    await sleep(wait, undefined, signal && { signal });
  }
  return client.call({ ...request, permission: get }, async (iam, options) => {
    const { Content } = await iam.send(new GetCredentialReportCommand({}), options);
    return parseReport(Buffer.from(present(Content, 'report')).toString('utf8'));
  });
}

/** Reads the report's table. */
export function parseReport(text: string): Map<string, ReportRow> {
  const [head = '', ...lines] = text.split('\n').map((line) => line.trimEnd());
  const columns = head.split(',');
  present(columns.includes('arn') ? true : null, 'column arn');
  const rows = new Map<string, ReportRow>();
  for (const line of lines) {
    const cells = line.split(',');
    // A user's name may have commas, which stand in the first column and again in the ARN.
    const commas = (cells.length - columns.length) / 2;
    if (!Number.isInteger(commas) || commas < 0) continue;
    const name = cells.slice(0, 1 + commas).join(',');
    const arn = cells.slice(1 + commas, 2 + 2 * commas).join(',');
    const values = [name, arn, ...cells.slice(2 + 2 * commas)];
    rows.set(arn, new Map(columns.map((column, at) => [column, values[at] ?? ''])));
  }
  return rows;
}

function unfinished(permission: string): ProviderError {
  const message = 'IAM did not finish the credential report in time';
  return new ProviderError({ kind: 'unavailable', code: 'ReportInProgress', message }, permission);
}

/** A column as yes or no; `null` where the report says neither. */
export function flagIn(row: ReportRow | undefined, column: string): boolean | null {
  const value = row?.get(column)?.toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** A column as ISO 8601 in UTC; `null` for `N/A` and `no_information`. */
export function timeIn(row: ReportRow | undefined, column: string): string | null {
  const value = row?.get(column) ?? '';
  const time = /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
