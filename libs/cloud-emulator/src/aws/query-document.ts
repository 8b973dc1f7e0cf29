import type { AwsCall } from './aws-call';

/** The envelope of the query protocol: `<XResponse><XResult>…</XResult><ResponseMetadata>…`. */
export function queryDocument(
  { action, requestId }: Pick<AwsCall, 'action' | 'requestId'>,
  namespace: string,
  result: string,
): string {
  return (
    `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`
  );
}

/** `Name.member.1`, `Name.member.2`, ... in order. */
export function memberList(call: AwsCall, name: string): string[] {
  const values: string[] = [];
  for (let n = 1; ; n += 1) {
    const value = call.params.get(`${name}.member.${n}`);
    if (value === null) return values;
    values.push(value);
  }
}
