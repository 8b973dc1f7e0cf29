import { ProviderError, type PageWarning } from '@skyledger/provider-sdk';

/** What could not be read of some items of a page; many refused for one reason make one warning. */
export class Refusals {
  private readonly byReason = new Map<string, { warning: PageWarning; count: number }>();

  /**
   * What `read` gives, or `undefined` when it was refused for this item alone, or the item is gone.
   * @throws whatever else went wrong
   */
  async unlessRefused<Result>(
    item: string,
    read: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ProviderError) || !isOfOneItem(error)) throw error;
      const { operation, fault } = error;
      const reason = `${operation} ${fault.code}`;
      const known = this.byReason.get(reason);
      if (known) known.count += 1;
      else {
        const message = `${operation} was refused for ${item}: ${fault.message}`;
        this.byReason.set(reason, { warning: { code: fault.code, message }, count: 1 });
      }
      return undefined;
    }
  }

  warnings(): PageWarning[] {
    return [...this.byReason.values()].map(({ warning: { code, message }, count }) => ({
      code,
      message: count === 1 ? message : `${message} (and for ${count - 1} more)`,
    }));
  }
}

/** Deleted since the list was read, or closed to us. */
function isOfOneItem({ fault }: ProviderError): boolean {
  return fault.kind === 'denied' || fault.code === 'not_found' || fault.code === 'NoSuchBucket';
}
