import {
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';

/** Bytes a log file may reach before it becomes the previous one; two files are kept. */
const maxBytes = 5 * 1024 * 1024;
const checkEveryMs = 10_000;

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * The server's log: a file it writes to directly, so that it depends on no process of ours, kept
 * small from outside.
 */
export class ServerLog {
  private startOffset = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly path: string,
    private readonly limit = maxBytes,
  ) {}

  /** Opens the file for a server that is about to start; the caller closes the descriptor. */
  open(): number {
    if (sizeOf(this.path) > this.limit) renameSync(this.path, `${this.path}.1`);
    const descriptor = openSync(this.path, 'a', 0o600);
    this.startOffset = fstatSync(descriptor).size;
    this.timer ??= setInterval(() => this.trim(), checkEveryMs).unref();
    return descriptor;
  }

  /** Moves the content to the previous file when it has grown too large. */
  trim(): void {
    if (sizeOf(this.path) <= this.limit) return;
    // The server keeps its descriptor (opened for appending), so the file is emptied, not renamed.
    copyFileSync(this.path, `${this.path}.1`);
    truncateSync(this.path, 0);
    this.startOffset = 0;
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** The last lines written since the latest `open`, at most 4 KB of them. */
  tail(): string {
    const descriptor = openSync(this.path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const from = Math.max(this.startOffset, size - 4096);
      const buffer = Buffer.alloc(Math.max(0, size - from));
      const read = readSync(descriptor, buffer, 0, buffer.length, from);
      return buffer.toString('utf8', 0, read).trim();
    } finally {
      closeSync(descriptor);
    }
  }
}
