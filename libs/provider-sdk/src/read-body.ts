import type { Response } from 'undici';
import { MalformedResponseError } from './http-error';

/**
 * Reads a body as UTF-8, never holding more than `maxBytes` of it.
 * @throws MalformedResponseError when it is larger; the rest is not transferred
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const chunk = value as Uint8Array;
    size += chunk.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new MalformedResponseError(`the body is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, size));
}
