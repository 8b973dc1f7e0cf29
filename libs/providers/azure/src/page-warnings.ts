import { ProviderError, type PageWarning } from '@skyledger/provider-sdk';
import { isGone } from './classify-error';

/**
 * Notes what could not be read beside a list. Many resources refused for one reason make one warning.
 */
export class PageWarnings {
  private readonly refused = new Map<string, PageWarning>();
  private readonly told = new Set<PageWarning>();

  /**
   * The result of `read`; `null` when it was refused, or when what it reads has gone meanwhile.
   * @throws whatever else went wrong
   */
  async unlessRefused<Result>(read: () => Promise<Result>): Promise<Result | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { operation, fault } = error;
      if (fault.kind !== 'denied' && fault.kind !== 'disabled' && !isGone(fault)) throw error;
      if (!this.refused.has(operation)) {
        const { code, message } = fault;
        this.refused.set(operation, { code, message: `${operation}: ${message}` });
      }
      return null;
    }
  }

  /** A warning that holds for the pass and not for a page: told the first time alone. */
  once(warning: PageWarning | null): PageWarning[] {
    if (warning === null || this.told.has(warning)) return [];
    this.told.add(warning);
    return [warning];
  }

  list(): PageWarning[] {
    return [...this.refused.values()];
  }
}
