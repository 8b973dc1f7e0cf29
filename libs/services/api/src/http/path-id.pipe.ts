import type { PipeTransform } from '@nestjs/common';
import { notFound } from '../errors/problems';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LARGEST_ID = 9_223_372_036_854_775_807n;

/** Takes the id of an account, a run, a token; what cannot be one names nothing, so 404. */
export class UuidPipe implements PipeTransform<string, string> {
  constructor(private readonly thing: string) {}

  transform(id: string): string {
    if (!UUID.test(id)) throw notFound(this.thing);
    return id.toLowerCase();
  }
}

/** Takes the ledger's id of a resource or a finding: a positive 64-bit integer as text. */
export class LedgerIdPipe implements PipeTransform<string, string> {
  constructor(private readonly thing: string) {}

  transform(id: string): string {
    if (!isLedgerId(id)) throw notFound(this.thing);
    return id;
  }
}

/** Whether the text is an id of the ledger. */
export function isLedgerId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_ID;
}
