// “Add to the timeline” picked on a message, as Teams sends it: the dialog, the note that it becomes, and everybody who is told no.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { all } from '../cards/sound.ts';
import type { Answered, Seat } from '../../bot/local/seat.ts';
import { ROOM, World, worldConfig } from '../world.ts';
import { ask, released, approved, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

type Json = Readonly<Record<string, unknown>>;

/** A message of the room as the published payload of a message action has it. */
function message(content: string, over: Json = {}): Json {
  return {
    linkToMessage: `https://teams.microsoft.com/l/message/${ROOM}/1763860320000`,
    id: '1763860320000',
    replyToId: null,
    createdDateTime: '2026-11-23T01:12:00.000Z',
    lastModifiedDateTime: null,
    deleted: false,
    summary: null,
    importance: 'normal',
    locale: 'en-us',
    body: { contentType: 'html', content },
    from: {
      device: null,
      conversation: null,
      user: { userIdentityType: 'aadUser', id: 'aaaaaaaa-0000-4000-8000-000000000002', displayName: 'Whoever' },
      application: null,
    },
    reactions: [],
    mentions: [],
    ...over,
  };
}

const COMMAND = { commandId: 'add-to-timeline', commandContext: 'message', requestId: '7f7d22efe5414818becebcec649a7912' };
const SAID = '<p>The vendor <b>rang</b> back: 2&nbsp;&lt;&nbsp;3</p><p>Ticket 4711</p>';

function pick(seat: Seat, messagePayload: unknown = message(SAID), conversation = ROOM): Promise<Answered> {
  return seat.call('composeExtension/fetchTask', { ...COMMAND, messagePayload }, conversation);
}

/** Presses a button of the dialog as Teams does: its data with what the inputs hold, then what was typed. */
async function send(seat: Seat, { card }: Answered, typed: Json = {}, { title = 'Add to the timeline', conversation = ROOM } = {}) {
  const button = all(card, 'Action.Submit').find((one) => one['title'] === title);
  if (button === undefined) throw new Error(`no button ${title} in ${JSON.stringify(card)}`);
  const inputs: Json = Object.fromEntries(all(card, 'Input.').map(({ id, value }) => [String(id), value ?? '']));
  const data: Json = { ...(button['data'] as Json), ...inputs, ...typed };
  const answer = await seat.call('composeExtension/submitAction', { ...COMMAND, data, messagePayload: message(SAID) }, conversation);
  await world.settle();
  return answer;
}

async function timeline(seat = world.rita): Promise<string> {
  const before = seat.cards().length;
  await seat.say('timeline');
  await world.settle();
  return seat.cards().slice(before).map(told).join('\n');
}

/** Every text that lies beside the ledger. */
async function typed(): Promise<string> {
  const hashes = (await world.factsOf()).flatMap((fact) => Object.values(fact).map(String));
  return [...(await world.store.texts(hashes)).values()].map(({ text }) => text).join('\n');
}

describe('a message of the room', () => {
  test('becomes a note that says who wrote it, when, which it is, and who added it', async () => {
    await ask(world);
    const dialog = await pick(world.bea);
    expect(dialog.status).toBe(200);
    expect(told(dialog)).toContain('REAL · MESSAGE');
    expect(told(dialog)).toContain('BG-2026-0001');
    expect(told(dialog)).toContain('Aaron Approver wrote it at 02:12 (01:12 UTC). It becomes your note');
    expect(JSON.stringify(dialog.card)).toContain(String.raw`"value":"The vendor rang back: 2 < 3\nTicket 4711"`);
    expect(all(dialog.card, 'Action.Execute')).toEqual([]);
    expect(await world.facts()).toEqual(['Requested']);

    const answer = await send(world.bea, dialog);
    expect(told(answer)).toContain('BG-2026-0001: the message is in the timeline');
    expect(await world.facts()).toEqual(['Requested', 'NoteTaken']);
    const lines = await timeline();
    expect(lines).toContain('Bea Approver noted: “Aaron Approver wrote in the room: “The vendor rang back: 2 < 3\nTicket 4711” Written');
    expect(await typed()).toContain('Ticket 4711” Written on 2026-11-23 at 01:12 UTC (message 1763860320000).');
    expect(world.room()).toContain('Bea Approver: Aaron Approver wrote in the room: “The vendor rang back');
  });

  test('sent twice is one note', async () => {
    await ask(world);
    const dialog = await pick(world.bea);
    await send(world.bea, dialog);
    expect(told(await send(world.bea, dialog))).toContain('nothing was done twice');
    expect((await world.facts()).filter((type) => type === 'NoteTaken')).toHaveLength(1);
  });

  test('that is shortened before it is added says so', async () => {
    await ask(world);
    await send(world.bea, await pick(world.bea), { text: 'Ticket 4711' });
    expect(await timeline()).toContain('Aaron Approver wrote in the room (not word for word): “Ticket 4711”');
  });

  test('asks which activation it belongs to where several are open, and keeps what was typed until one is chosen', async () => {
    await ask(world);
    await ask(world, { kind: 'drill', who: world.hugo, typed: { account: 'bg-admin-02' } });
    const dialog = await pick(world.bea);
    const [choice] = all(dialog.card, 'Input.ChoiceSet');
    expect(JSON.stringify(choice)).toContain('REAL · BG-2026-0001, bg-admin-01, requested');
    expect(JSON.stringify(choice)).toContain('DRILL · DRY · BG-2026-0002, bg-admin-02, requested');
    const asked = await send(world.bea, dialog, { text: 'Only this' });
    expect(told(asked)).toContain('Choose the activation that it belongs to');
    expect(JSON.stringify(asked.card)).toContain('"value":"Only this"');
    expect(told(await send(world.bea, asked, { about: 'BG-2026-0002' }))).toContain('DRILL BG-2026-0002: the message is in the timeline');
    expect(await world.facts()).toEqual(['Requested', 'Requested', 'NoteTaken']);
  });

  test('with words that look like a credential is not recorded until they are out, or said to be none', async () => {
    await ask(world);
    const dialog = await pick(world.bea, message('the password is <i>Winter2026!</i>'));
    const doubt = await send(world.bea, dialog);
    expect(told(doubt)).toContain('Nothing was recorded. What stands under “Note” looks like a password.');
    expect(JSON.stringify(doubt.card)).toContain('"value":"the password is Winter2026!"');
    expect(await world.facts()).toEqual(['Requested']);
    expect(world.logged.join('\n')).not.toContain('Winter2026');
    expect(told(await send(world.bea, doubt, {}, { title: 'Keep it as it is' }))).toContain('the message is in the timeline');
    expect(await world.facts()).toEqual(['Requested', 'NoteTaken']);
  });

  test('without words, longer than a note, or emptied by hand is answered in words', async () => {
    await ask(world);
    expect(told(await pick(world.bea, message('<attachment id="1"></attachment>')))).toContain('There are no words in this message');
    const dialog = await pick(world.bea, message('long '.repeat(1_000)));
    expect(told(dialog)).toContain('this is its beginning');
    expect(told(await send(world.bea, dialog, { text: '  ' }))).toContain('A few words are needed');
    expect(told(await send(world.bea, dialog, { text: 'x'.repeat(1_990) }))).toContain('characters fit here');
    expect(await world.facts()).toEqual(['Requested']);
    expect(told(await send(world.bea, dialog))).toContain('the message is in the timeline');
  });

  test('by somebody off the roster, by an app, or by nobody says so', async () => {
    await ask(world);
    const guest = { user: { id: 'eeeeeeee-0000-4000-8000-000000000001', displayName: 'Aaron Approver' } };
    expect(told(await pick(world.bea, message(SAID, { from: guest })))).toContain('Aaron Approver, who is not on the roster wrote it');
    const app = { user: null, application: { displayName: 'Alarm Bot' } };
    expect(told(await pick(world.bea, message(SAID, { from: app })))).toContain('Alarm Bot, who is not on the roster wrote it');
    const bare = { body: { contentType: 'text', content: 'a < b' } };
    const dialog = await pick(world.bea, bare);
    expect(told(dialog)).toContain('somebody whom Teams does not name wrote it at a time that Teams does not tell');
    await send(world.bea, dialog);
    expect(await typed()).toContain('somebody whom Teams does not name wrote in the room: “a < b” Written at a time not known.');
  });
});

describe('a message action is refused', () => {
  test('to a stranger, who learns nothing but that', async () => {
    await ask(world);
    const answer = await pick(world.otto);
    expect(told(answer)).toContain('You are not on the roster of this bot');
    expect(told(answer)).not.toContain('BG-2026');
    const dialog = await pick(world.bea);
    expect(told(await send(world.otto, dialog))).toContain('You are not on the roster of this bot');
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('outside the room, and neither chat becomes one that Glassbreak posts to', async () => {
    await world.close();
    world = await World.open(worldConfig((yaml) => yaml.replace(/# conversation: \S+/, `conversation: ${ROOM}`)));
    const dialog = await pick(world.bea, message(SAID));
    expect(told(dialog)).toContain('Nothing is open here');
    const outside = ['19:others@thread.v2', 'a:chat-of-two', world.bea.chat];
    for (const chat of outside) expect(told(await pick(world.bea, message(SAID), chat))).toContain('This message is not in the room');
    await ask(world);
    const inside = await pick(world.bea);
    for (const conversation of outside)
      expect(told(await send(world.bea, inside, {}, { conversation }))).toContain('This message is not in the room');
    expect(await world.facts()).toEqual(['Requested']);
    for (const chat of outside.slice(0, 2)) expect(world.everShown(chat)).toBe('');
  });

  test('when nothing is open', async () => {
    expect(told(await pick(world.bea))).toContain('Nothing is open');
  });

  test('when it is not ours, with a sentence and nothing recorded', async () => {
    await ask(world);
    const dialog = await pick(world.bea);
    const data = { verb: 'approve', activation: 'BG-2026-0001' };
    const answer = await world.bea.call('composeExtension/submitAction', { ...COMMAND, data }, ROOM);
    expect(told(answer)).toContain('not one that this release knows');
    for (const other of [{ commandId: 'else' }, { commandContext: 'compose' }, { commandContext: ['message'] }]) {
      const value = { ...COMMAND, ...other, messagePayload: message(SAID), data: { verb: 'note', activation: 'BG-2026-0001', text: 'x' } };
      for (const name of ['composeExtension/fetchTask', 'composeExtension/submitAction', 'composeExtension/query'])
        expect(await world.bea.call(name, value, ROOM)).toMatchObject({ status: 200, card: null });
    }
    expect(await world.facts()).toEqual(['Requested']);
    expect(dialog.card).not.toBeNull();
  });
});

test('what the dialog brings back is checked: nothing sent by hand becomes more than a note', async () => {
  await approved(world);
  await released(world);
  const forged = {
    verb: 'note',
    activation: 'bg-2026-0001',
    text: 'x',
    author: 7,
    sent: 1e99,
    message: '](https://evil.example)',
    was: {},
  };
  await world.bea.call('composeExtension/submitAction', { ...COMMAND, data: forged }, ROOM);
  await world.settle();
  expect((await world.facts()).at(-1)).toBe('NoteTaken');
  const note = 'somebody whom Teams does not name wrote in the room (not word for word): “x” Written at a time not known.';
  expect(await typed()).toContain(note);
  expect(world.events('fault')).toEqual([]);
});
