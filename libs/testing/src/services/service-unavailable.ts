/** A service that tests need cannot be had on this machine; the message says why. */
export class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';

  constructor(
    readonly service: string,
    readonly reason: string,
  ) {
    super(`${service} is not available: ${reason}`);
  }
}
