import type { EmulatedItem } from '../estate/collection';
import { listPage } from './aws-call';
import type { AwsCall, AwsOperation } from './aws-call';
import { AwsError } from './aws-errors';
import type { RegionalKind } from './aws-kind';
import { itemsOf } from './region-items';

/** What an operation of a JSON service was given under a name; null when it was not. */
export function inputText({ input }: AwsCall, name: string): string | null {
  const value = input[name];
  return value === undefined || value === null ? null : String(value);
}

/** The texts of a list in the input. */
export function inputTexts({ input }: AwsCall, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A listing of a JSON service, with the service's names for what every listing has. */
export interface JsonListing<T extends EmulatedItem> {
  readonly permission: string;
  readonly kind: RegionalKind<T>;
  /** The field of the answer that holds the items. */
  readonly field: string;
  /** The fields of the token in the input and in the answer. */
  readonly token: readonly [input: string, answer: string];
  readonly limit: {
    readonly field: string;
    /** The most that may be asked for; a larger number is refused. */
    readonly most: number;
    /** What a page has when nothing is asked for; `most` when left out. */
    readonly usual?: number;
    /** A page never has more, however many were asked for. */
    readonly cap?: number;
  };
  render(item: T, call: AwsCall): unknown;
  /** Narrows the listing by its input. */
  filter?(item: T, call: AwsCall): boolean;
}

/** The operation of a listing. */
export function jsonListing<T extends EmulatedItem>(listing: JsonListing<T>): AwsOperation {
  const { permission, field, token, limit } = listing;
  const run = (call: AwsCall): string => {
    const asked = Number(call.input[limit.field] ?? limit.usual ?? limit.most);
    if (!Number.isInteger(asked) || asked < 1 || asked > limit.most) {
      throw new AwsError(
        400,
        'ValidationException',
        `Value '${asked}' at '${limit.field}' failed to satisfy constraint: Member must have value between 1 and ${limit.most}`,
      );
    }
    const page = listPage(
      call,
      itemsOf(call, listing.kind),
      inputText(call, token[0]),
      Math.min(asked, limit.cap ?? asked),
      () => new AwsError(400, 'InvalidParameterException', 'The token is not valid.'),
    );
    const shown = page.items.filter((item) => listing.filter?.(item, call) ?? true);
    return JSON.stringify({
      [field]: shown.map((item) => listing.render(item, call)),
      ...(page.token !== null && { [token[1]]: page.token }),
    });
  };
  return { permission, run };
}

/** A point in time as JSON services write it: seconds, with a fraction. */
export function epochSeconds(time: Date): number {
  return time.getTime() / 1000;
}
