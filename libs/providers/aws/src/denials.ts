import { ProviderError, type PageWarning } from '@skyledger/provider-sdk';

/**
 * What a page could not read of some of its resources. Many resources refused for one reason make
 * one warning.
 */
export class Denials {
  private readonly byPermission = new Map<
    string,
    { code: string; first: string; reason: string; count: number }
  >();

  /**
   * The result of `read`, or `undefined` when it was refused for this resource.
   * @throws whatever else went wrong
   */
  async unlessDenied<Result>(
    resource: string,
    read: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ProviderError) || !isRefusal(error)) throw error;
      const { operation, fault } = error;
      const known = this.byPermission.get(operation);
      if (known) known.count += 1;
      else {
        const { code, message: reason } = fault;
        this.byPermission.set(operation, { code, first: resource, reason, count: 1 });
      }
      return undefined;
    }
  }

  /** The permissions that were refused at least once. */
  permissions(): string[] {
    return [...this.byPermission.keys()];
  }

  warnings(): PageWarning[] {
    return [...this.byPermission].map(([permission, { code, first, reason, count }]) => ({
      code,
      message: `${permission} was refused for ${first}${count > 1 ? ` and ${count - 1} more` : ''}: ${reason}`,
    }));
  }
}

/** Refusals that concern one resource and do not end the pass. */
function isRefusal({ fault }: ProviderError): boolean {
  return fault.kind === 'denied' || fault.kind === 'disabled';
}
