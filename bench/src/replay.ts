/**
 * Stands before the emulator and keeps its answers, so that making them a second time takes nothing
 * of the processors that are measured: the clouds do not run on them either.
 */
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const target = new URL(process.argv[2]!);
const kept = new Map<string, Promise<Answer>>();

const server = createServer((incoming, outgoing) => {
  void answerTo(incoming).then(({ status, headers, body }) => {
    outgoing.writeHead(status, headers).end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`replaying at http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => process.exit(0));

/** Two requests of an account are the same but for when, and so with which signature, they were sent. */
async function answerTo(incoming: IncomingMessage): Promise<Answer> {
  const body = await buffer(incoming);
  const { method, url, headers } = incoming;
  const [account] = /Credential=\w+/.exec(headers.authorization ?? '') ?? [];
  const key = [account, method, url, headers['x-amz-target'], body.toString()].join('\n');
  const answer = kept.get(key) ?? forward(incoming, body);
  kept.set(key, answer);
  return answer;
}

function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  const { hostname, port } = target;
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path: url, headers, ...(method !== undefined && { method }) };
    request(options, (response) => {
      buffer(response).then(
        (answer) =>
          resolve({
            status: response.statusCode ?? 502,
            headers: lengthInsteadOfChunks(response.headers, answer.length),
            body: answer,
          }),
        reject,
      );
    })
      .once('error', reject)
      .end(body);
  });
}

function lengthInsteadOfChunks(headers: IncomingHttpHeaders, length: number): IncomingHttpHeaders {
  const told: IncomingHttpHeaders = { ...headers, 'content-length': String(length) };
  delete told['transfer-encoding'];
  return told;
}
