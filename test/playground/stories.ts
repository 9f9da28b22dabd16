// `npm run test:clients`: the stories once more, with everybody at Microsoft's client, each at a Playground of their own. Arguments go to
// jest. Exit code 1 when a story fails, or when one that is left out below is no longer there.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seats } from '../../bot/local/people.ts';
import { startPlaygrounds } from '../../bot/local/playground.ts';
import { castOf, worldConfig } from '../world-people.ts';
import { freePorts } from './start.ts';

/** What no person can do in a client, by why; these stories are told over the wire only. */
const LEFT_OUT: readonly { readonly why: string; readonly file: string; readonly titles: readonly string[] }[] = [
  {
    why: 'somebody presses a button of a card that is not in their chat',
    file: 'votes',
    titles: [
      'the requester, people without the role, and strangers get no vote',
      'cannot be outvoted by one person with two accounts',
      'an approver who asks for nothing but would operate has no vote',
      'cannot be said about somebody else’s vote',
    ],
  },
  { why: 'somebody presses a button of a card that is not in their chat', file: 'ended', titles: ['is not for others'] },
  {
    why: 'somebody presses a button of a card that is not in their chat',
    file: 'policy',
    titles: ['meanwhile those people still vote', 'is nobody else’s to look at'],
  },
  {
    why: 'an activity is forged',
    file: 'votes',
    titles: ['strangers of every kind', 'another tenant gets no answer at all', 'object ids are matched whatever their case'],
  },
  {
    why: 'an activity is forged',
    file: 'badinput',
    titles: [
      'before anything is filed: question, form, help and status',
      'while a request waits: no field of any card approves',
      'in use and after it: steps, changes, parts, tasks',
      'after the hand-back: parts, tasks and their confirmation',
      'a button of somebody else’s card does for the presser only what is theirs',
    ],
  },
  {
    why: 'every press of the night is sent again, also on cards of others',
    file: 'delivery',
    titles: ['replayed after the end it tells what became of it'],
  },
  {
    why: 'the room is one conversation; at Playgrounds everybody has a copy',
    file: 'delivery',
    titles: ['the answer to a fallback goes to the person’s own chat and not into the room'],
  },
  {
    why: 'the room is one conversation; at Playgrounds everybody has a copy',
    file: 'typed',
    titles: ['status, timeline, note and help answer there', 'a shared conversation that is not the room learns nothing'],
  },
  {
    why: 'the room is one conversation; at Playgrounds everybody has a copy',
    file: 'warned',
    titles: ['the same in the room, and of a change'],
  },
  {
    why: 'the message is made up; test/playground/night.test.ts picks a real one',
    file: 'quoted',
    titles: [
      'a message of the room',
      'a message action is refused',
      'what the dialog brings back is checked: nothing sent by hand becomes more than a note',
    ],
  },
  {
    why: 'the room is one conversation; at Playgrounds everybody has a copy',
    file: 'silent',
    titles: [
      'the room knows of others as before, and its board has the same line whether there is something silent or not',
      'what is typed in the room about it is answered with one sentence, and changes nothing',
    ],
  },
  {
    why: 'somebody presses a button of a card that is not in their chat',
    file: 'silent',
    titles: ['a button that is pressed in the room is answered with one sentence and does nothing'],
  },
];

for (const { file, titles } of LEFT_OUT) {
  const source = readFileSync(join(import.meta.dirname, `../stories/${file}.test.ts`), 'utf8');
  for (const title of titles) if (!source.includes(title)) throw new Error(`${file} has no story “${title}” that could be left out`);
}
const titles = LEFT_OUT.flatMap((one) => one.titles).map((title) => title.replaceAll(/[^\p{L}\p{N} ]/gu, '.'));
for (const { why, file, titles: left } of LEFT_OUT) console.log(`Left out of ${file}, since ${why}: ${left.length}`);

const dataDir = mkdtempSync(join(tmpdir(), 'stories-'));
const cast = castOf(worldConfig());
const port = await freePorts(cast.people.length + 1);
const started = await startPlaygrounds({
  seats: seats(cast),
  botEndpoint: `http://127.0.0.1:${port}/api/messages`,
  firstPort: port + 1,
  dataDir,
  log: () => undefined,
});
if (started.outcome === 'failed') throw new Error(started.why);
try {
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--runInBand'];
  const which = ['--testNamePattern', `^(?!.*(${titles.join('|')}))`, ...process.argv.slice(2)];
  const env = { ...process.env, TEST_STAGE: JSON.stringify({ pages: started.pages, port }) };
  const running = spawn(process.execPath, [...jest, ...which, '--testPathPatterns', 'test/stories/'], { env, stdio: 'inherit' });
  process.exitCode = await new Promise<number>((resolve) => running.once('exit', (code) => resolve(code ?? 1)));
} finally {
  await started.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
