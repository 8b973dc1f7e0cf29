import type { AwsError } from '../aws-errors';

const LONGEST_VALUE = 1024;

/** A constraint on one attribute of the products. */
export interface PriceFilter {
  readonly field: string;
  isMet(value: string): boolean;
}

/**
 * The filters of a request; a product must meet all of them.
 * Source: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_Filter.html
 */
export function readFilters(input: unknown, invalid: (message: string) => AwsError): PriceFilter[] {
  if (input === undefined || input === null) return [];
  if (!Array.isArray(input)) throw invalid('Filters must be a list.');
  return (input as Partial<Record<string, unknown>>[]).map((filter) => {
    const [type = '', field, value] = [filter['Type'], filter['Field'], filter['Value']].map(
      String,
    );
    if (field === undefined || value === undefined || value.length > LONGEST_VALUE) {
      throw invalid(`Value of ${field} must have at most ${LONGEST_VALUE} characters.`);
    }
    return { field, isMet: conditionOf(type, value, invalid) };
  });
}

function conditionOf(
  type: string,
  wanted: string,
  invalid: (message: string) => AwsError,
): PriceFilter['isMet'] {
  const several = new Set(wanted.split(',').map((each) => each.trim()));
  switch (type) {
    case 'TERM_MATCH':
    case 'EQUALS':
      return (value) => value === wanted;
    case 'CONTAINS':
      return (value) => value.includes(wanted);
    case 'ANY_OF':
      return (value) => several.has(value);
    case 'NONE_OF':
      return (value) => !several.has(value);
    default:
      throw invalid(`There is no filter of type ${type}.`);
  }
}

/** Whether a product has every attribute that is asked for, as it is asked for. */
export function matches(
  attributes: Readonly<Record<string, string>>,
  filters: readonly PriceFilter[],
): boolean {
  return filters.every(({ field, isMet }) => {
    const value = attributes[field];
    return value !== undefined && isMet(value);
  });
}
