import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { clickFrom, execute, startEdge } from './rig.ts';
import type { Edge } from './rig.ts';

const SERVICE = 'http://127.0.0.1:56150/_connector';
let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ mode: 'local', ports: [56_150] });
});
afterAll(async () => await edge.close());
afterEach(async () => {
  const well = await edge.post(clickFrom(SERVICE, execute('open')));
  expect(well.status).toBe(200);
});

/** Sends raw bytes and gives the status line, or `closed` when the server answers nothing. */
function raw(head: string, body: Buffer | string = '', options: { readonly drip?: boolean } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(edge.port, '127.0.0.1');
    let text = '';
    let drip: NodeJS.Timeout | undefined;
    const finish = () => {
      clearInterval(drip);
      socket.destroy();
      resolve(text.split('\r\n', 1)[0] === '' ? 'closed' : (text.split(' ')[1] ?? 'closed'));
    };
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', finish);
    socket.on('error', finish);
    socket.on('connect', () => {
      socket.write(head);
      socket.write(body);
      if (options.drip === true) drip = setInterval(() => socket.write('x'), 50);
    });
    setTimeout(finish, 3_000).unref();
  });
}
const post = (headers: string) => `POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n\r\n`;
const JSON_TYPE = 'Content-Type: application/json';

describe('a hostile request gets its status and the process lives on', () => {
  test('a body said to be gzip that is none', async () => {
    expect(await raw(post(`${JSON_TYPE}\r\nContent-Encoding: gzip\r\nContent-Length: 4`), 'nope')).toBe('415');
  });
  test('a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    expect(await raw(post(`${JSON_TYPE}\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}`), bomb)).toBe('415');
  });
  test('any other encoding, on any route and method', async () => {
    expect(await raw('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Encoding: br\r\n\r\n')).toBe('415');
  });
  test('30 MB, announced', async () => {
    expect(['413', 'closed']).toContain(await raw(post(`${JSON_TYPE}\r\nContent-Length: 30000000`), Buffer.alloc(1_000_000, 120)));
  });
  test('30 MB in chunks, not announced', async () => {
    const chunk = `${(100_000).toString(16)}\r\n${'x'.repeat(100_000)}\r\n`;
    expect(['413', 'closed']).toContain(await raw(post(`${JSON_TYPE}\r\nTransfer-Encoding: chunked`), chunk.repeat(300)));
  });
  test('a body one byte over the limit', async () => {
    expect((await edge.post(`"${'x'.repeat(262_143)}"`)).status).toBe(413);
  });
  test('JSON 20,000 deep', async () => {
    expect((await edge.post(`{"type":"message","value":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).status).toBe(400);
  });
  test('JSON 130,000 deep', async () => {
    expect((await edge.post(`{"type":"message","value":${'['.repeat(130_000)}${']'.repeat(130_000)}}`)).status).toBe(400);
  });
  test('a member named __proto__, plain or escaped, at any depth', async () => {
    expect((await edge.post('{"type":"invoke","value":{"action":{"__proto__":{"verb":"approve"}}}}')).status).toBe(400);
    expect((await edge.post('{"type":"invoke","value":[{"\\u005f_proto__":1}]}')).status).toBe(400);
  });
  test.each(['{"type":5}', '{"type":""}', '{}', 'null', '[]', '5', '""', '', '{', 'type', '{"type":"message"'])(
    'the body %p',
    async (body) => {
      const answer = await edge.post(body);
      expect([answer.status, answer.body]).toEqual([400, { error: 400 }]);
    },
  );
  test('an upload', async () => {
    const form = new FormData();
    form.set('file', new Blob(['x'.repeat(1_000)]), 'a.txt');
    expect((await fetch(`${edge.url}/api/messages`, { method: 'POST', body: form })).status).toBe(415);
  });
  test.each(['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', 'application/vnd.api+json'])(
    'the content type %s',
    async (type) => {
      expect((await fetch(`${edge.url}/api/messages`, { method: 'POST', headers: { 'content-type': type }, body: '{}' })).status).toBe(415);
    },
  );
  test('no content type', async () => expect(await raw(post('Content-Length: 2'), '{}')).toBe('415'));
  test('a content length longer than the body', async () => {
    expect(['408', 'closed']).toContain(await raw(post(`${JSON_TYPE}\r\nContent-Length: 50`), '{}'));
  });
  test('a content length shorter than the body', async () => {
    expect(await raw(post(`${JSON_TYPE}\r\nContent-Length: 1`), '{}')).toBe('400');
  });
  test('two content lengths', async () => {
    expect(['400', 'closed']).toContain(await raw(post(`${JSON_TYPE}\r\nContent-Length: 2\r\nContent-Length: 3`), '{}'));
  });
  test('a body that drips', async () => {
    expect(['408', 'closed']).toContain(await raw(post(`${JSON_TYPE}\r\nContent-Length: 5000`), '{', { drip: true }));
  });
  test('headers that drip', async () => {
    expect(['408', 'closed']).toContain(await raw('POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ', '', { drip: true }));
  });
  test('headers of 30 KB', async () => {
    expect(['431', '400', 'closed']).toContain(await raw(post(`X-Long: ${'x'.repeat(30_000)}`)));
  });
  test('no HTTP at all', async () => expect(['400', 'closed']).toContain(await raw('\u0016\u0003\u0001\r\n\r\n')));
  test('a client that leaves in the middle of its body', async () => {
    await new Promise<void>((done) => {
      const socket = connect(edge.port, '127.0.0.1', () => {
        socket.write(post(`${JSON_TYPE}\r\nContent-Length: 50`));
        setTimeout(() => socket.destroy(), 30);
      });
      socket.on('close', () => setTimeout(done, 30));
    });
  });
});

describe('without tokens, a web page on this machine is kept out', () => {
  test('by the origin that a browser sends', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    expect((await fetch(`${edge.url}/api/messages`, { method: 'POST', headers, body: '{}' })).status).toBe(403);
  });
  test('by the name it was rebound to', async () => {
    expect(await raw(`POST /api/messages HTTP/1.1\r\nHost: evil.example\r\n${JSON_TYPE}\r\nContent-Length: 2\r\n\r\n`, '{}')).toBe('403');
  });
  test('but localhost is this machine', async () => {
    expect(await raw(`POST /api/messages HTTP/1.1\r\nHost: localhost:3978\r\n${JSON_TYPE}\r\nContent-Length: 2\r\n\r\n`, '{}')).toBe('400');
  });
});

test('all of this together does not let memory grow', async () => {
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 20; n += 1)
    await raw(post(`${JSON_TYPE}\r\nTransfer-Encoding: chunked`), `${(1_000_000).toString(16)}\r\n${'x'.repeat(1_000_000)}\r\n`);
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});
