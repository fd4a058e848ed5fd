// listener: what every server on loopback does alike: bind, read a body, close
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";

export function listen(server: Server, port: number, host: string) {
  // Longer than the SDK keeps a socket, so that no request meets a closing one.
  server.keepAliveTimeout = 65_000;
  return new Promise<number>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      done((server.address() as AddressInfo).port);
    });
  });
}

// Requests under way may end within the grace; then their sockets are cut.
export async function close(server: Server, graceMs = 2_000) {
  const closed = new Promise<void>((done) => server.close(() => done()));
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

// The whole body, or null when it is longer than allowed; then it is read to its end, or the sender would not hear the answer.
export async function read(request: IncomingMessage, maxBytes: number) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  return bytes <= maxBytes ? Buffer.concat(chunks) : null;
}
