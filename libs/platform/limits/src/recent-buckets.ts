import { type Bucket, memoryBucket } from './bucket';
import type { Allowance } from './rate-limiter';

const MOST_BUCKETS = 10_000;

/** Buckets of this process, of the keys that were asked for last. */
export class RecentBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly most = MOST_BUCKETS) {}

  /** The bucket of the key; a full one when it was not asked for lately. */
  bucket(key: string, allowance: Allowance): Bucket {
    const bucket = this.buckets.get(key) ?? memoryBucket(allowance);
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    const oldest = this.buckets.keys().next();
    if (this.buckets.size > this.most && oldest.done !== true) this.buckets.delete(oldest.value);
    return bucket;
  }
}
