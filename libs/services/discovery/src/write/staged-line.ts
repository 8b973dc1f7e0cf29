import type { DiscoveredResource } from '@skyledger/resource-model';
import { copyField, copyFields } from './copy-text';
import { payloadText } from './payload-text';
import type { ResourceRow } from './prepare-rows';

/** Columns of what a resource says of itself, in the order of a staged line. */
export const CONTENT_COLUMNS = [
  'resource_type',
  'native_type',
  'name',
  'region',
  'zone',
  'state',
  'native_state',
  'size',
  'private_ips',
  'public_ips',
  'is_public',
  'tags',
  'attributes',
  'relationships',
  'price',
  'provider_created_at',
  'content_hash',
];
/** Columns of a staged line, in order. */
export const LINE_COLUMNS = ['resource_id', ...CONTENT_COLUMNS, 'payload'];

/** How much memory is taken at once, in bytes; a longer line has a block of its own. */
const BLOCK_BYTES = 256 * 1024;
/** Bytes that UTF-8 takes at most for one unit of a string. */
const WIDEST = 3;
const TAB = 9;
const LINE_FEED = 10;

/**
 * Encodes rows into lines that COPY takes, one by one. Joined to one text first, all of them would
 * take twice the memory for a single letter beyond Latin-1.
 */
export class LineEncoder {
  private block = Buffer.alloc(0);
  private used = 0;

  /** @param secretFields of the provider; payloads are encoded without them */
  constructor(private readonly secretFields: readonly string[]) {}

  /** The line of a row; valid for as long as anyone holds it. */
  lineOf(row: ResourceRow): Buffer {
    if (Buffer.isBuffer(row.content)) return row.content;
    const payload = payloadText(row.content.raw, this.secretFields);
    return this.encode(contentFields(row.content, row.contentHash), copyField(payload));
  }

  /** The row with its line in place of the resource, of which nothing is held any more. */
  encoded(row: ResourceRow): ResourceRow {
    return { ...row, content: this.lineOf(row) };
  }

  /** The payload apart, since it is most of the line: joined to the rest it would be copied first. */
  private encode(content: string, payload: string): Buffer {
    const most = WIDEST * (content.length + payload.length) + 2;
    if (this.used + most > this.block.length) {
      this.block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, most));
      this.used = 0;
    }
    const start = this.used;
    this.write(content);
    this.block[this.used++] = TAB;
    this.write(payload);
    this.block[this.used++] = LINE_FEED;
    return this.block.subarray(start, this.used);
  }

  private write(text: string): void {
    this.used += this.block.write(text, this.used);
  }
}

function contentFields(resource: DiscoveredResource, contentHash: string): string {
  return copyFields([
    resource.resourceId,
    resource.resourceType,
    resource.nativeType,
    resource.name,
    resource.region,
    resource.zone,
    resource.state,
    resource.nativeState,
    resource.size,
    resource.privateIps,
    resource.publicIps,
    resource.isPublic,
    JSON.stringify(resource.tags),
    JSON.stringify(resource.attributes),
    JSON.stringify(resource.relationships),
    resource.price ? JSON.stringify(resource.price) : null,
    resource.createdAt,
    `\\x${contentHash}`,
  ]);
}
