// The command line as a process: what it says, where, and the code it ends with. 0 sound, 1 not sound, 2 usage.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { EXAMPLE, glassbreak, type Ran, ROOT, run } from './commands/run.ts';
import { scratch } from './store/scratch.ts';

jest.setTimeout(120_000);
const path = scratch();
const drilled = path('drilled');
let drill: Ran;
let exported: string;

beforeAll(async () => {
  mkdirSync(drilled);
  drill = await glassbreak(['drill', '--data', drilled]);
  exported = (await glassbreak(['export', '--data', drilled])).out;
});

/** A file with these lines, and what verify says of it. */
async function verified(name: string, lines: readonly string[], args: readonly string[] = []): Promise<Ran> {
  const file = path(name);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return glassbreak(['verify', file, ...args]);
}

/** The lines with the one that holds this and the one that holds that in each other's place. */
function swapped(all: readonly string[], one: string, two: string): readonly string[] {
  const [first, second] = [all.find((line) => line.includes(one)) ?? '', all.find((line) => line.includes(two)) ?? ''];
  return all.map((line) => (line === first ? second : line === second ? first : line));
}

const lines = () => exported.trimEnd().split('\n');
const records = () => lines().filter((line) => line.startsWith('{"activation"'));

describe('drill', () => {
  test('plays the whole night, tells it in cards, and ends with a sound ledger and its head', () => {
    expect(drill).toMatchObject({ code: 0, err: '' });
    expect(drill.out).toContain('REAL · WAITING FOR APPROVAL');
    expect(drill.out).toContain('You are not on the roster of this bot');
    expect(drill.out).toContain('Your role on the roster does not do this');
    expect(drill.out).toContain('REAL · CLOSED');
    expect(drill.out).toMatch(/The ledger is sound: \d+ records, \d+ signed checkpoints/);
    expect(drill.out).toMatch(/Head [0-9a-f]{64}/);
    expect(drill.out).not.toMatch(/undefined|\[object|\$\{/);
  });

  test('keeps its ledger where it is told to, under a name that is no production ledger’s', () => {
    expect(exported).toContain('"origin":"glassbreak.example/contoso/drill"');
    expect(records()[0]).toContain('"mode":"drill"');
  });

  test('says in sentences what is wrong with a configuration, and ends with 2', async () => {
    const config = path('broken.yaml');
    writeFileSync(config, readFileSync(EXAMPLE, 'utf8').replace('roles: [approver]', 'roles: [aprover]'));
    const ran = await glassbreak(['drill'], { GLASSBREAK_CONFIG: config });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/broken\.yaml:\d+:\d+ people\[E1002\]\.roles/);
  });

  test('refuses the ledger of another mode in one sentence, opens nothing and ends', async () => {
    const elsewhere = path('production');
    cpSync(drilled, elsewhere, { recursive: true });
    const key = join(elsewhere, 'ledger.key');
    writeFileSync(key, readFileSync(key, 'utf8').replaceAll('/drill', '').replace('"mode":"drill"', '"mode":"production"'), {
      mode: 0o600,
    });
    const before = readFileSync(join(elsewhere, 'ledger.sqlite'));
    const ran = await glassbreak(['drill', '--data', elsewhere]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(
      /^\S+ledger\.key is the key of glassbreak\.example\/contoso \(production\), and this ledger is glassbreak\.example\/contoso\/drill \(drill\): each ledger has a key of its own\.\n$/,
    );
    expect(readFileSync(join(elsewhere, 'ledger.sqlite')).equals(before)).toBe(true);
  });

  test('refuses it also where the key was made to fit: the ledger’s first record says whose it is', async () => {
    const elsewhere = path('relabelled');
    mkdirSync(elsewhere);
    const moved = await run('local/play.ts', [], { env: { GLASSBREAK_DATA: drilled, GLASSBREAK_CONFIG: EXAMPLE } });
    expect(moved).toMatchObject({ code: 1, out: '' });
    expect(moved.err).toContain(
      'is the key of glassbreak.example/contoso/drill (drill), and this ledger is glassbreak.example/contoso/local (local)',
    );
    cpSync(drilled, elsewhere, { recursive: true });
    const key = join(elsewhere, 'ledger.key');
    writeFileSync(key, readFileSync(key, 'utf8').replaceAll('contoso/drill', 'contoso/local').replace('"mode":"drill"', '"mode":"local"'), {
      mode: 0o600,
    });
    const ran = await run('local/play.ts', [], { env: { GLASSBREAK_DATA: elsewhere, GLASSBREAK_CONFIG: EXAMPLE } });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('This ledger was opened with mode drill, and this start has mode local.');
  });
});

describe('verify', () => {
  test('an export piped into a file is sound, and so is the ledger file itself', async () => {
    for (const ran of [
      await verified('whole.jsonl', lines()),
      await glassbreak(['verify', join(drilled, 'ledger.sqlite')]),
      await glassbreak(['verify'], { GLASSBREAK_DATA: drilled }),
    ]) {
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain(`${records().length} records, root ${/Head ([0-9a-f]{64})/.exec(drill.out)?.[1] ?? ''}`);
      expect(ran.out).toContain('the key that the file itself names: compare it with one you got from elsewhere (--key)');
    }
  });

  test('with the key from elsewhere it says so, and another key does not do', async () => {
    const vkey = /"key":"([^"]+)"/.exec(exported)?.[1] ?? '';
    expect((await verified('keyed.jsonl', lines(), ['--key', vkey])).out).toContain('signed by a key that you gave');
    const other = await verified('other.jsonl', lines(), [
      '--key',
      'glassbreak.example/contoso/drill+deadbeef+AdUOzqLXIY4ZNfextb6c5sBlotQsHt8OSVHAfLOJWs0e',
    ]);
    expect(other.code).toBe(2);
  });

  test.each([
    ['edited', (all: readonly string[]) => all.map((line) => (line.includes('"seq":8,') ? line.replace(/"at":\d/, '"at":2') : line))],
    ['reordered', (all: readonly string[]) => swapped(all, '"seq":5,', '"seq":6,')],
    ['cut in the middle', (all: readonly string[]) => [...all.slice(0, 6), ...all.slice(9)]],
    ['without its first record', (all: readonly string[]) => [...all.slice(0, 1), ...all.slice(2)]],
    ['with a record twice', (all: readonly string[]) => [...all.slice(0, 6), ...all.slice(4)]],
    [
      'with a record that nobody signed for in between',
      (all: readonly string[]) => [...all.slice(0, 6), '{"activation":null}', ...all.slice(6)],
    ],
  ])('an export that was %s is not sound: 1, with the first record that is wrong', async (name, bend) => {
    const ran = await verified(`${name}.jsonl`, bend(lines()));
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/^NOT SOUND: .*\n.+\nFirst record that nothing vouches for: \d+\.\n$/);
  });

  test('a tail that was cut off cannot be seen from the file alone, and every verdict says so', async () => {
    const cut = await verified('tail.jsonl', lines().slice(0, -10));
    expect(cut.code).toBe(0);
    expect(cut.out).toContain(
      'The end of a file can be cut off unseen, down to an older checkpoint: compare with a checkpoint kept elsewhere.',
    );
    const half = path('half.jsonl');
    writeFileSync(half, exported.slice(0, -30));
    expect(await glassbreak(['verify', half])).toMatchObject({
      code: 1,
      out: expect.stringContaining('the last line has no end: the file was cut'),
    });
  });

  test('a ledger file that was edited in its database is not sound', async () => {
    const bent = path('bent.sqlite');
    cpSync(join(drilled, 'ledger.sqlite'), bent);
    const db = new DatabaseSync(bent);
    db.exec(`UPDATE records SET bytes = CAST(replace(CAST(bytes AS TEXT), '"at":1', '"at":2') AS BLOB) WHERE seq = 8`);
    db.close();
    const ran = await glassbreak(['verify', bent]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('NOT SOUND');
  });

  test('what is no ledger at all is 2', async () => {
    expect(await glassbreak(['verify', path('nowhere')])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('cannot be read'),
    });
    expect((await glassbreak(['verify'], { GLASSBREAK_DATA: path('nowhere') })).code).toBe(2);
    expect((await glassbreak(['verify', 'a', 'b'])).err).toContain('Name one file.');
  });
});

describe('find', () => {
  test('prints the ids of the runbooks that fit, the best first, with their scores', async () => {
    const ran = await glassbreak(['find', 'nobody can log in to the portal since the new policy']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out.split('\n')[0]).toMatch(/^conditional-access-lockout \d+\.\d$/);
  });
  test('prints nothing and ends with 1 where nothing fits; without words it says how to ask', async () => {
    expect(await glassbreak(['find', 'what is for lunch'])).toEqual({ code: 1, out: '', err: '' });
    const bare = await glassbreak(['find']);
    expect(bare).toMatchObject({ code: 2, out: '' });
    expect(bare.err).toContain('Say what is broken, in quotation marks');
  });
});

describe('timeline', () => {
  test('tells who, when, what and why, with names and the zone of the configuration', async () => {
    const ran = await glassbreak(['timeline', '--data', drilled], { GLASSBREAK_CONFIG: EXAMPLE });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d \(\d\d:\d\d UTC\) +Glassbreak opened the ledger/);
    expect(ran.out).toMatch(/BG-\d{4}-0001 +Rita Requester asked for bg-admin-01/);
    expect(ran.out).toContain('“The new sign-in policy blocks every administrator since 02:10');
    expect(ran.out).toMatch(/Aaron Approver entered a wrong number/);
    const [closed, done] = ran.out.trimEnd().split('\n').slice(-2);
    expect(closed).toContain('The activation was closed');
    expect(done).toContain('Rita Requester said that follow-up 1 is done');
  });

  test('a drill names its people without being told of the example', async () => {
    const ran = await glassbreak(['timeline', '--data', drilled], { GLASSBREAK_CONFIG: path('none.yaml') });
    expect(ran.out).toContain('Rita Requester asked for bg-admin-01');
  });

  test('without a configuration of its tenant it names people by their keys and times in UTC', async () => {
    const elsewhere = path('elsewhere.yaml');
    writeFileSync(elsewhere, readFileSync(EXAMPLE, 'utf8').replace(/^tenant: .*$/m, 'tenant: 3f2504e0-4f89-41d3-9a0c-0305e82c3301'));
    const other = path('other');
    mkdirSync(other);
    await glassbreak(['drill', '--data', other], { GLASSBREAK_CONFIG: elsewhere });
    const ran = await glassbreak(['timeline', '--data', other]);
    expect(ran.out).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC .*\n/);
    expect(ran.out).toContain('E1001 asked for bg-admin-01 with the fallback account bg-admin-02, operator E1001');
  });

  test('of one activation alone, in any case; of none, or of no number, it says so', async () => {
    const id = /BG-\d{4}-0001/.exec(exported)?.[0] ?? '';
    const one = await glassbreak(['timeline', id.toLowerCase(), '--data', drilled]);
    expect(
      one.out
        .trimEnd()
        .split('\n')
        .every((line) => line.includes(id)),
    ).toBe(true);
    expect(await glassbreak(['timeline', 'BG-2026-9999', '--data', drilled])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no activation BG-2026-9999'),
    });
    expect(await glassbreak(['timeline', '0001', '--data', drilled])).toMatchObject({
      code: 2,
      err: expect.stringContaining('it looks like BG-2026-0042'),
    });
    expect(await glassbreak(['timeline', '--data', path('nowhere')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not exist'),
    });
  });
});

describe('export', () => {
  test('begins with the header, holds no typed text, and each line is one record or checkpoint', () => {
    expect(lines()[0]).toMatch(/^\{"glassbreak":1,"key":"glassbreak\.example\/contoso\/drill\+/);
    expect(exported).not.toMatch(/blocks every administrator|Aaron Approver|safe in room/);
    expect(lines().length).toBeGreaterThan(60);
  });

  test('a reader that stops reading ends it without an outcry', async () => {
    const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'bot/cli.ts'), 'export', '--data', drilled]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, err]).toEqual([2, '']);
  });

  test('of a file that is no ledger it says so', async () => {
    const folder = path('strange');
    mkdirSync(folder);
    writeFileSync(join(folder, 'ledger.sqlite'), 'this is no database');
    for (const command of ['export', 'timeline']) {
      const ran = await glassbreak([command, '--data', folder]);
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toMatch(/^\S+ledger\.sqlite .*\.\n$/);
    }
    const doctor = await glassbreak(['doctor'], { GLASSBREAK_DATA: folder, GLASSBREAK_CONFIG: EXAMPLE });
    expect(doctor).toMatchObject({ code: 1, err: '' });
    expect(doctor.out).toContain('✗');
  });
});

describe('doctor', () => {
  test('finds the example fit but thin, and says what production lacks', async () => {
    const ran = await glassbreak(['doctor'], { GLASSBREAK_DATA: drilled, GLASSBREAK_CONFIG: EXAMPLE });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('✓ Configuration: 6 people, 2 emergency accounts.');
    expect(ran.out).toContain('! 2 approvers: when any two of them sleep');
    expect(ran.out).toMatch(/✓ Ledger: \d+ records of glassbreak\.example\/contoso\/drill, sound\./);
    expect(ran.out).toContain('✓ The signing key is there.');
    expect(ran.out).toContain('! For production: GLASSBREAK_APP_ID');
  });

  test('finds a key that others can read, and one that is missing', async () => {
    const open = path('open');
    cpSync(drilled, open, { recursive: true });
    const { chmodSync, rmSync } = await import('node:fs');
    chmodSync(join(open, 'ledger.key'), 0o644);
    expect(await glassbreak(['doctor'], { GLASSBREAK_DATA: open, GLASSBREAK_CONFIG: EXAMPLE })).toMatchObject({
      code: 1,
      out: expect.stringContaining('can be read by others: chmod 600.'),
    });
    rmSync(join(open, 'ledger.key'));
    expect(await glassbreak(['doctor'], { GLASSBREAK_DATA: open, GLASSBREAK_CONFIG: EXAMPLE })).toMatchObject({
      code: 1,
      out: expect.stringContaining('is missing: nothing can be signed until it is put back.'),
    });
  });

  test('without anything it says what is missing, and ends with 1', async () => {
    const ran = await glassbreak(['doctor'], { GLASSBREAK_CONFIG: path('none.yaml'), GLASSBREAK_DATA: path('nowhere') });
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('there is no such file');
    expect(ran.out).toContain('There is no ledger at');
  });

  test('shows the host that pages go to and nothing else of it, and warns without its secret', async () => {
    const paged = path('paged.yaml');
    writeFileSync(paged, `${readFileSync(EXAMPLE, 'utf8')}paging:\n  url: https://pages.example/hook/4711\n  drills: true\n`);
    const env = { GLASSBREAK_CONFIG: paged, GLASSBREAK_DATA: path('nowhere') };
    const ran = await glassbreak(['doctor'], env);
    expect(ran.out).toContain('✓ Paging: signed pages go to pages.example; drills too.');
    expect(ran.out).toContain('! For production: GLASSBREAK_PAGING_SECRET: this is missing');
    expect(ran.out).not.toContain('4711');
    const without = await glassbreak(['doctor'], { ...env, GLASSBREAK_CONFIG: EXAMPLE });
    expect(without.out).toContain('! Paging is not set: whoever does not look at Teams must be rung by hand.');
    const whole = await glassbreak(['doctor'], { ...env, GLASSBREAK_PAGING_SECRET: 'q'.repeat(32) });
    expect(whole.out).not.toContain('GLASSBREAK_PAGING_SECRET');
  });

  test('with a whole environment production is ready', async () => {
    const env = {
      GLASSBREAK_APP_ID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      GLASSBREAK_TENANT_ID: '72f988bf-0000-4000-8000-00000000aaaa',
      GLASSBREAK_CREDENTIAL: 'managed-identity',
    };
    const ran = await glassbreak(['doctor'], { ...env, GLASSBREAK_CONFIG: EXAMPLE, GLASSBREAK_DATA: path('nowhere') });
    expect(ran.out).toContain('✓ The environment has all that production needs.');
    expect(ran.code).toBe(0);
  });
});

describe('usage', () => {
  test('--help of each command is its line, on standard output, with 0', async () => {
    for (const command of ['verify', 'export', 'timeline', 'doctor', 'drill']) {
      const ran = await glassbreak([command, '--help']);
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain(`glassbreak ${command}`);
    }
    expect(await glassbreak(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('glassbreak timeline') });
  });

  test('what is not known is said, with 2', async () => {
    expect(await glassbreak([])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('glassbreak timeline') });
    expect(await glassbreak(['approve'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no command approve.') });
    expect(await glassbreak(['constructor'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('There is no command constructor.'),
    });
    expect(await glassbreak(['export', '--loud'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--loud') });
    expect(await glassbreak(['export', 'a'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('One word too many: a.') });
    expect(await glassbreak(['doctor', '--data', 'x'])).toMatchObject({ code: 2, out: '' });
  });
});
