// A plain HTTP server with time limits that really hold, and the sentences for what can be in its way at the start.
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';

/** Something outside the program keeps it from starting; the message is for the person who starts it. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

export interface Limits {
  /** Time for the headers, and for the whole request, in ms. */
  readonly headersWithinMs: number;
  readonly requestWithinMs: number;
}

/** How often Node looks for slow connections; its own 30 s would let one byte a second hold a socket for half a minute. */
const LOOK_EVERY_MS = 1_000;
const KEEP_ALIVE_MS = 65_000;

export function createLimitedServer(limits: Limits, listener: RequestListener): Server {
  return createServer(
    {
      headersTimeout: limits.headersWithinMs,
      requestTimeout: limits.requestWithinMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, limits.headersWithinMs),
      maxHeaderSize: 16_384,
    },
    listener,
  );
}

/** Resolves with the port, rejects with a StartFault. */
export async function listenOn(server: Server, address: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const failed = (cause: NodeJS.ErrnoException) => reject(new StartFault(sentenceFor(cause.code ?? cause.name, address, port)));
  server.once('error', failed);
  server.listen({ host: address, port, exclusive: true }, () => resolve(undefined));
  await promise;
  server.off('error', failed);
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

/** Takes no more requests, gives running ones `graceMs`, drops idle connections at once. */
export async function closeWithin(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

function sentenceFor(code: string, address: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is already in use on ${address}. Stop the other program, or choose another port.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Choose a port above 1023.`;
    case 'EADDRNOTAVAIL':
      return `${address} is not an address of this machine. Choose one that is, or 0.0.0.0 for all.`;
    default:
      return `The server could not listen on ${address}, port ${port}: ${code}.`;
  }
}
