import { request } from 'node:http';

interface AdminReply {
  status: number;
  body: string;
}

/** Calls RabbitMQ's management API; `adminUrl` carries the credentials. */
async function call(adminUrl: string, method: string, path: string): Promise<AdminReply> {
  const { username, password, origin } = new URL(adminUrl);
  return new Promise((resolve, reject) => {
    const call = request(
      `${origin}/api/${path}`,
      {
        method,
        agent: false,
        auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
        headers: { 'content-type': 'application/json' },
        timeout: 10_000,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', reject);
      },
    );
    call.on('timeout', () => call.destroy(new Error(`${path} did not answer`)));
    call.on('error', reject);
    call.end(method === 'PUT' ? '{}' : undefined);
  });
}

/** Whether the management API answers these credentials. */
export async function isAdminReady(adminUrl: string): Promise<boolean> {
  try {
    return (await call(adminUrl, 'GET', 'vhosts')).status === 200;
  } catch {
    return false;
  }
}

/** Makes a virtual host; its creator may do everything in it. @throws Error when refused. */
export async function addVhost(adminUrl: string, name: string): Promise<void> {
  const reply = await call(adminUrl, 'PUT', `vhosts/${encodeURIComponent(name)}`);
  if (reply.status >= 300) throw new Error(`vhost ${name} was refused: ${reply.body}`);
}

/** Removes a virtual host with everything in it and closes its connections. */
export async function removeVhost(adminUrl: string, name: string): Promise<void> {
  const reply = await call(adminUrl, 'DELETE', `vhosts/${encodeURIComponent(name)}`);
  if (reply.status >= 300 && reply.status !== 404) {
    throw new Error(`vhost ${name} was not removed: ${reply.body}`);
  }
}

/** The same broker's URL with another virtual host. */
export function vhostUrl(amqpUrl: string, name: string): string {
  const url = new URL(amqpUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
