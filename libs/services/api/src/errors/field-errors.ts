import type { FieldError } from '@skyledger/contracts';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What a schema's issues say, field by field. Names the fields by their path, for example
 * `credentials.access_key_id`, and never repeats the value that was sent.
 * @param prefix path of the value within the request
 */
export function fieldErrors(
  issues: readonly Issue[],
  prefix: readonly PropertyKey[] = [],
): FieldError[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: fieldName([...path, key]),
        expected: 'no such field',
      }));
    }
    return [{ field: fieldName(path), expected: expectation(issue) }];
  });
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map(String).join('.');
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format')
    return issue.format === 'regex' ? issue.message : issue.format;
  if (issue.code === 'too_small') return `${measure(issue.origin)} of at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `${measure(issue.origin)} of at most ${issue.maximum}`;
  if (issue.code === 'invalid_union') return unionExpectation(issue);
  return issue.message;
}

function measure(origin: string): string {
  return origin === 'string' || origin === 'array' ? 'a length' : 'a value';
}

function unionExpectation(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  if (options.length > 0) return `one of ${options.map(String).join(', ')}`;
  const alternatives = issue.errors.flatMap((branch) => branch.slice(0, 1).map(expectation));
  return alternatives.length > 0 ? [...new Set(alternatives)].join(' or ') : issue.message;
}
