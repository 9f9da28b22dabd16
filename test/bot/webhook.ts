// A webhook on this machine that keeps what came and answers as it is told; for tests of paging.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export interface Came {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = number | 'hang' | 'hang in the body' | 'drop' | 'redirect';

export class Webhook {
  readonly came: Came[] = [];
  /** What to answer, one after the other; the last one from then on. */
  answers: Answer[] = [200];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      this.came.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      this.#answer(response);
    });
  });

  static async open(): Promise<Webhook> {
    const hook = new Webhook();
    hook.#server.listen(0, '127.0.0.1');
    await once(hook.#server, 'listening');
    return hook;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/pages`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(response: ServerResponse): void {
    const [answer = 200] = this.answers.length > 1 ? this.answers.splice(0, 1) : this.answers;
    if (answer === 'hang') return;
    if (answer === 'drop') {
      response.destroy();
      return;
    }
    // no chaining: in a process with restify, writeHead answers nothing
    response.statusCode = answer === 'redirect' ? 307 : answer === 'hang in the body' ? 200 : answer;
    if (answer === 'redirect') response.setHeader('location', `${this.url}/elsewhere`);
    if (answer === 'hang in the body') response.write('and then');
    else response.end('{"words":"nobody reads"}');
  }
}
