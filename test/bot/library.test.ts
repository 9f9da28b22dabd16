// The runbooks on offer, and those that older activations are pinned to.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RUNBOOKS } from '../../bot/files.ts';
import { openLibrary } from '../../bot/library.ts';
import { memoryStore } from '../../bot/store/memory.ts';
import { textHash } from '../../ledger/export.ts';
import { Digest, Slug } from '../../ledger/ids.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { Requested } from '../../ledger/fact-request.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { Text } from '../../ledger/store.ts';
import { aaron, bea, carl, type Fields, FILING, ida, KEY, PIN, rita } from '../dialogs/given.ts';
import { House } from '../dialogs/spine.ts';
import { scratch, thrown } from './store/scratch.ts';

const path = scratch();
const store = memoryStore({ clock: () => 0 });

function holding(...texts: readonly Text[]) {
  return {
    ...store,
    texts: (hashes: readonly string[]) =>
      Promise.resolve(new Map(texts.filter(({ hash }) => hashes.includes(hash)).map((text) => [text.hash, text]))),
  };
}

describe('the folder', () => {
  test('gives every runbook that ships, each pinned by the digest of its bytes, and the tasks after a use', () => {
    const { offered, pinned, postUse } = openLibrary(RUNBOOKS, store);
    expect(offered.map(({ runbook }) => runbook.id)).toEqual(expect.arrayContaining(['conditional-access-lockout', 'emergency-drill']));
    for (const { runbook, digest, source } of offered) {
      expect(pinned(digest)).toBe(runbook);
      expect(textHash('', source)).toBe(digest);
    }
    expect(postUse.tasks.length).toBeGreaterThan(5);
    expect(pinned(Digest.parse('0'.repeat(64)))).toBeNull();
  });

  test('with mistakes is refused with all of them, each with its file and line', () => {
    const folder = path('broken');
    cpSync(RUNBOOKS, folder, { recursive: true });
    const one = join(folder, 'emergency-drill.yaml');
    writeFileSync(one, readFileSync(one, 'utf8').replace('domains: [drill]', 'domains: [dril]'));
    writeFileSync(join(folder, 'another.yaml'), 'id: something\n');
    const said = thrown(() => openLibrary(folder, store));
    expect(said).toMatch(/^emergency-drill\.yaml:\d+/m);
    expect(said).toMatch(/^another\.yaml:\d+/m);
    writeFileSync(join(folder, 'post-use.yaml'), 'tasks: 7\n');
    expect(thrown(() => openLibrary(folder, store))).toMatch(/^post-use\.yaml:\d+/m);
  });

  test('without the tasks after a use is none', () => {
    mkdirSync(path('empty'));
    expect(thrown(() => openLibrary(path('empty'), store))).toContain('post-use.yaml');
  });
});

/** What an activation is pinned to. */
function asking(runbook: string, postUse: string): Pick<Requested, 'runbook' | 'postUse'> {
  return { runbook: { id: Slug.parse('emergency-drill'), digest: Digest.parse(runbook) }, postUse: Digest.parse(postUse) };
}

function change(folder: string, name: string, to: (text: string) => string): void {
  const file = join(folder, name);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, to(before));
  expect(readFileSync(file, 'utf8')).not.toBe(before);
}

describe('a runbook that is no longer on offer', () => {
  const source = readFileSync(join(RUNBOOKS, 'emergency-drill.yaml'), 'utf8').replace(/^title: .*/m, 'title: As it was last year');
  const hash = textHash('', source);

  test('is read back from beside the ledger by its digest', async () => {
    const library = openLibrary(RUNBOOKS, holding({ hash, salt: '', text: source }));
    expect(library.pinned(Digest.parse(hash))).toBeNull();
    expect(await library.learn(asking(hash, library.postUse.digest))).toBe(true);
    expect(library.pinned(Digest.parse(hash))?.title).toBe('As it was last year');
    expect(await library.learn(asking(hash, library.postUse.digest))).toBe(true);
  });

  test('stays unknown when its text is gone or no runbook', async () => {
    const none = textHash('', 'steps: none');
    const library = openLibrary(RUNBOOKS, holding({ hash: none, salt: '', text: 'steps: none' }));
    for (const digest of ['0'.repeat(64), none]) {
      expect(await library.learn(asking(digest, library.postUse.digest))).toBe(false);
      expect(library.pinned(Digest.parse(digest))).toBeNull();
    }
  });

  test('stays unknown when other hands wrote another runbook in its place', async () => {
    const library = openLibrary(RUNBOOKS, holding({ hash, salt: '', text: source.replace('last year', 'somebody likes it') }));
    expect(await library.learn(asking(hash, library.postUse.digest))).toBe(false);
    expect(library.pinned(Digest.parse(hash))).toBeNull();
  });

  test('and so are the tasks after a use that it was filed with', async () => {
    const tasks = readFileSync(join(RUNBOOKS, 'post-use.yaml'), 'utf8').replace(/title: .*/, 'title: As it was asked last year');
    const after = textHash('', tasks);
    const library = openLibrary(RUNBOOKS, holding({ hash: after, salt: '', text: tasks }));
    const drill = library.offered[0]!.digest;
    expect(library.pinnedTasks(library.postUse.digest)).toBe(library.postUse.tasks);
    expect(library.pinnedTasks(Digest.parse(after))).toBeNull();
    expect(await library.learn(asking(drill, after))).toBe(true);
    expect(library.pinnedTasks(Digest.parse(after))?.[0]?.title).toBe('As it was asked last year');
    expect(await library.learn(asking(drill, '0'.repeat(64)))).toBe(false);
    expect(library.pinnedTasks(Digest.parse('0'.repeat(64)))).toBeNull();
  });
});

describe('files that change between two starts', () => {
  test('leave an open activation the steps and tasks that it was filed with', async () => {
    const folder = path('changing');
    cpSync(RUNBOOKS, folder, { recursive: true });
    const house = new House();
    const first = openLibrary(folder, house.kept);
    house.library = first;
    const script: readonly (readonly [Person, Fields])[] = [
      [rita, { ...FILING, minutes: '30' }],
      [aaron, { verb: 'approve' }],
      [bea, { verb: 'approve' }],
      [carl, { verb: 'release', part: KEY, seal: '1' }],
      [ida, { verb: 'release', part: PIN, seal: '2' }],
      [rita, { verb: 'in-hand' }],
    ];
    let open: Activation | null = null;
    for (const [who, fields] of script) {
      const turn = await house.does(who, fields, open);
      expect([fields['verb'], turn.kind]).toEqual([fields['verb'], 'happened']);
      open = turn.activation;
    }
    const { request } = open!;
    const book = first.pinned(request.runbook.digest)!;
    change(folder, `${request.runbook.id}.yaml`, (text) => text.replace(`title: ${book.steps[0]!.title}`, 'title: Dance'));
    change(folder, 'post-use.yaml', (text) => text.replaceAll(/^( +- id: )(\S+)/gm, '$1new-$2'));

    const second = openLibrary(folder, house.kept);
    house.library = second;
    expect(second.postUse.digest).not.toBe(request.postUse);
    expect(second.pinned(request.runbook.digest)).toBeNull();
    expect(await second.learn(request)).toBe(true);
    expect(second.pinned(request.runbook.digest)?.steps).toEqual(book.steps);
    const turn = await house.does(rita, { verb: 'hand-back' }, open);
    const tasks = turn.activation !== null && 'tasks' in turn.activation ? turn.activation.tasks.map(({ task }) => task) : [];
    expect(tasks.length).toBeGreaterThan(3);
    expect(tasks.filter((task) => task.startsWith('new-'))).toEqual([]);
  });
});
