// Words that look like a credential: nothing is kept and nothing is lost, and who insists may keep exactly these words.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ROOM, World } from '../world.ts';
import { ask, inUse, openForm, press, released, approved, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const SECRET = 'Winter2026!';
const LIKE = 'looks like a password';

async function said(line: string, conversation = world.rita.chat): Promise<string> {
  const before = world.connector.shown(conversation).length;
  await world.rita.say(line, conversation);
  await world.settle();
  return world.connector.shown(conversation).slice(before).map(told).join('\n');
}

/** Every text of the ledger, the log, and what other people were shown. */
async function everywhere(): Promise<string> {
  const hashes = (await world.records()).flatMap(({ facts }) => facts.flatMap((fact) => Object.values(fact).map(String)));
  const texts = [...(await world.store.texts(hashes)).values()].map(({ text }) => text);
  const shown = [ROOM, ...world.everybody.filter((seat) => seat !== world.rita).map(({ chat }) => chat)].map((chat) =>
    world.everShown(chat),
  );
  return [...texts, ...world.logged, ...shown].join('\n');
}

describe('words on a card that look like a credential', () => {
  test('are not recorded: the card comes back with them, and says which field and why', async () => {
    await inUse(world);
    const before = await world.facts();
    const on = world.rita.card('operation');
    const answer = await press(world, world.rita, [
      { on, verb: 'change' },
      { was: 'on', is: SECRET, back: 'put it back on' },
    ]);
    expect(told(answer)).toContain(`Nothing was recorded. What stands under “It is now” ${LIKE}.`);
    expect(JSON.stringify(answer.card)).toContain('"value":"put it back on"');
    expect(await world.facts()).toEqual(before);
    expect(await everywhere()).not.toContain(SECRET);
    const again = { on: { ...on, card: answer.card ?? {} }, verb: 'change' };
    expect(told(await press(world, world.rita, [again, { is: 'off' }]))).toContain('The change is logged');
    expect(await everywhere()).not.toContain(SECRET);
    expect(world.events('fault')).toEqual([]);
  });

  test('are kept when somebody says that they are none, and only these words are', async () => {
    await inUse(world);
    const on = world.rita.card('operation');
    const { card } = await press(world, world.rita, [
      { on, verb: 'change' },
      { was: 'on', is: SECRET, back: 'on' },
    ]);
    const keep = { on: { ...on, card: card ?? {} }, verb: 'change', pick: { keep: keepOf(card) } };
    const other = await press(world, world.rita, [keep, { is: 'Sommer2027!' }]);
    expect(told(other)).toContain(LIKE);
    expect(told(await press(world, world.rita, [keep]))).toContain('The change is logged');
    expect(told(await press(world, world.rita, [keep]))).toContain('nothing was done twice');
    expect((await world.facts()).filter((type) => type === 'ChangeLogged')).toHaveLength(1);
    expect(world.room()).toContain(`changed to: ${SECRET}`);
  });

  test('in a request bring the form back as it was filled in', async () => {
    const on = await openForm(world);
    const typed = { otherAdmin: 'no', minutes: '60', why: `password: ${SECRET}`, ticket: 'INC0012345' };
    const answer = await press(world, world.rita, [{ on, verb: 'request' }, typed]);
    expect(told(answer)).toContain(`What stands under “Why” ${LIKE}`);
    expect(JSON.stringify(answer.card)).toContain('INC0012345');
    expect(await world.facts()).toEqual([]);
    const again = { ...on, card: answer.card ?? {} };
    await press(world, world.rita, [
      { on: again, verb: 'request', pick: { keep: keepOf(answer.card) } },
      { otherAdmin: 'no', minutes: '60' },
    ]);
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('a question that is gone gives the words back, with the button', async () => {
    await approved(world);
    await released(world);
    const on = world.rita.card('operation');
    await press(world, world.rita, [{ on, verb: 'in-hand' }]);
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    const data = { card: 'operation', activation: 'BG-2026-0001', step: 'note-error-code', why: SECRET };
    const answer = await world.rita.invoke({ verb: 'fail-step', data }, on);
    expect(told(answer)).toContain('You typed');
    const kept = await press(world, world.rita, [{ on: { ...on, card: answer.card ?? {} }, verb: 'fail-step' }]);
    expect(told(kept)).toContain('This is no longer, or not yet, possible');
  });

  test('a seal number is never taken for one', async () => {
    await approved(world);
    await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'Seal2026-XK4Z9' }]);
    expect(await world.facts()).toContain('CredentialReleased');
  });
});

describe('typed lines that look like a credential', () => {
  test('a note is not recorded and says how to keep it', async () => {
    await ask(world);
    const answer = await said(`note the password is ${SECRET}`);
    expect(answer).toContain(`What stands under “Note” ${LIKE}`);
    expect(answer).toContain('Delete your message here');
    expect(answer).toContain('write it as: note! and the same words');
    expect(answer).not.toContain(SECRET);
    expect(await world.facts()).toEqual(['Requested']);
    expect(await everywhere()).not.toContain(SECRET);
    expect(await said(`note! the password is ${SECRET}`)).toContain('Your note is in the timeline');
    expect(await world.facts()).toEqual(['Requested', 'NoteTaken']);
  });

  test('the same in the room, and of a change', async () => {
    await inUse(world);
    expect(await said('note pin 123456', ROOM)).toContain('looks like a PIN');
    expect(await said(`change pin 123456 -> off -> on`)).toContain('looks like a PIN');
    expect(await world.facts()).not.toContain('ChangeLogged');
    expect(await said(`change! pin 123456 -> off -> on`)).toContain('The change is logged');
  });
});

/** The mark on the button that keeps. */
function keepOf(card: unknown): string {
  return /"keep":"([0-9a-f ]+)"/.exec(JSON.stringify(card))?.[1] ?? 'none';
}
