// The night without a browser: seven people, each at a real Playground of their own, from the first typed line to the closed activation. What
// goes over the wire is what Microsoft's client sends; what is asserted is what each of them can read.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { buttonsOf, firstWitness } from '../../bot/local/seat.ts';
import { all } from '../cards/sound.ts';
import { act, type Answer, pick } from './act.ts';
import { NAMES, type Name, openTestHouse, type OpenHouse } from './house.ts';
import { type Person, type Press, sitDown, textOf } from './person.ts';

type People = Readonly<Record<Name, Person>>;

let house: OpenHouse;
let people: People;

async function everybody(): Promise<People> {
  const sitting = await Promise.all(NAMES.map(async (name): Promise<[Name, Person]> => [name, await sitDown(house.pages[name])]));
  return Object.fromEntries(sitting) as Record<Name, Person>;
}

/** Presses, waits until every copy follows, and answers with what the person reads then. */
async function press(who: Name, button: Press): Promise<string> {
  const answer = await people[who].press(button);
  expect([answer.status, answer.type]).toEqual([200, 'application/vnd.microsoft.card.adaptive']);
  await house.idle();
  return read(answer);
}

const read = ({ value }: Answer): string => textOf({ card: value, text: '' });

/** What the button of a dialog sends. */
function dataIn(dialog: unknown): Readonly<Record<string, unknown>> {
  const button = all(dialog, 'Action.Submit')[0]?.['data'];
  return typeof button === 'object' && button !== null ? { ...button } : {};
}

/** The number that the requester's card shows for somebody. */
function numberFor(name: string): string {
  const number = new RegExp(`(\\d\\d) +${name}`).exec(textOf(people.rita.card('request')))?.[1];
  if (number === undefined) throw new Error(`no number for ${name}: ${textOf(people.rita.card('request'))}`);
  return number;
}

/** What each copy of the room shows now. */
async function rooms(): Promise<readonly string[]> {
  await house.idle();
  const inside = NAMES.filter((name) => name !== 'otto');
  return inside.map((name) => people[name].hanging('room').map(textOf).join('\n'));
}

async function everyRoomReads(text: string): Promise<void> {
  for (const name of NAMES) if (name !== 'otto') await people[name].sees(text, 'room');
  for (const shown of await rooms()) expect(shown.split('BG-2026-0001').length - 1).toBe(1);
}

beforeAll(async () => {
  // the requester could approve, were it somebody else's request
  house = await openTestHouse((yaml) => yaml.replace('roles: [responder]', 'roles: [responder, approver]'));
  people = await everybody();
}, 90_000);

afterAll(async () => {
  await Promise.all(Object.values(people).map((person) => person.leave()));
  await house.close();
}, 20_000);

jest.setTimeout(30_000);

describe('a night at real Playgrounds, without a browser', () => {
  test('everybody on the roster is met in their own chat; somebody who is not on it learns a telephone number and nothing else', async () => {
    for (const name of NAMES) if (name !== 'otto') await people[name].sees('broken?');
    await people.otto.says('who is there?');
    expect(await people.otto.sees('NOT ON THE ROSTER')).toBe(
      'NOT ON THE ROSTER\nYou are not on the roster of this bot\nIf this is an emergency, ring the duty manager: +49 30 555 0100.',
    );
    expect(house.told.slice(1)).toEqual([]);
  });

  test('a form with nothing in it comes back with what is missing, and keeps what was typed', async () => {
    await people.rita.says('nobody can sign in since the new policy');
    await people.rita.sees('What is broken?');
    await press('rita', { on: 'broken', verb: 'begin', pick: { kind: 'real' }, typed: { domain: 'conditional-access' } });
    const again = await press('rita', { on: 'form', verb: 'request', typed: { why: '', ticket: 'INC1' } });
    expect(again).toContain('Nothing was done.');
    expect(JSON.stringify(people.rita.card('form').card)).toContain('INC1');
  });

  test('the request reaches both approvers in their own chats and every copy of the room', async () => {
    const filed = { otherAdmin: 'no', minutes: '60', why: 'The new policy blocks every administrator', ticket: '' };
    expect(await press('rita', { on: 'form', verb: 'request', typed: filed })).toContain('WAITING FOR APPROVAL');
    for (const name of ['aaron', 'bea'] as const) expect(await people[name].sees('YOUR APPROVAL IS NEEDED')).toContain('BG-2026-0001');
    await everyRoomReads('0 of 2 approvals so far');
  });

  test('the requester’s own approval and a stranger’s are refused, each in a sentence', async () => {
    expect(await approvesAs('rita')).toContain('You asked for this account, so you cannot vote on it. Two other people must approve.');
    expect(await approvesAs('otto')).toContain('NOT ON THE ROSTER');
    await everyRoomReads('0 of 2 approvals so far');
  });

  test('a wrong number is not an approval; the right one is, and is restated to its voter', async () => {
    const wrong = String((Number(numberFor('Aaron Approver')) + 1) % 100);
    expect(await press('aaron', { on: 'approval', verb: 'approve', typed: { number: wrong } })).toMatch(/number/i);
    await everyRoomReads('0 of 2 approvals so far');
    // an Input.Number sends 7 for 07
    await press('aaron', { on: 'approval', verb: 'approve', typed: { number: String(Number(numberFor('Aaron Approver'))) } });
    await people.aaron.sees('< That was not me >');
    await everyRoomReads('1 of 2 approvals so far');
  });

  test('the second click of the second approver has one effect', async () => {
    const number = numberFor('Bea Approver');
    const before = people.bea.card('approval');
    const data = { on: 'approval', verb: 'approve', typed: { number } } as const;
    const clicks = await Promise.all([people.bea.press(data), people.bea.press(data)]);
    await house.idle();
    expect(clicks.map(({ status }) => status)).toEqual([200, 200]);
    expect(clicks.filter((click) => read(click).includes('This was recorded before'))).toHaveLength(1);
    await everyRoomReads('APPROVED');
    expect(people.bea.hanging('chat').find(({ id }) => id === before.id)?.edits).toBeGreaterThan(0);
  });

  test('the custodians release, one of them by a client that knows no Action.Execute, and the clock of use starts', async () => {
    await press('carl', { on: 'custody', verb: 'release', typed: { seal: 'A-1181' } });
    expect(await people.ada.submits({ on: 'custody', verb: 'release', typed: { seal: 'A-1182' } })).toBe(200);
    await people.ada.sees('A-1182');
    await press('rita', { on: 'operation', verb: 'in-hand' });
    await everyRoomReads('IN USE');
  });

  test('steps, a note and a change are taken while the account is in use', async () => {
    expect(await press('rita', { on: 'operation', verb: 'finish-step', typed: { choice: 'blocked-53003', evidence: '53003' } })).toContain(
      'Sign in',
    );
    await people.rita.says('note the vendor rang back');
    await people.rita.sees('Your note is in the timeline');
    await people.rita.says('change Policy 7: on -> report-only -> set it to on again');
    await people.rita.sees('The change is logged');
  });

  test('a message of the room is added to the timeline from its menu', async () => {
    const value = {
      commandId: 'add-to-timeline',
      commandContext: 'message',
      messagePayload: { id: '17', body: { content: '<p>It holds</p>' } },
    };
    const { page } = people.bea;
    const dialog = await pick(page, page.seat.room, { name: 'composeExtension/fetchTask', value });
    expect(JSON.stringify(dialog)).toContain('"value":"It holds"');
    const sent = { commandId: value.commandId, commandContext: 'message', data: dataIn(dialog) };
    const said = await pick(page, page.seat.room, {
      name: 'composeExtension/submitAction',
      value: { ...sent, data: { ...sent.data, text: 'It holds' } },
    });
    expect(JSON.stringify(said)).toContain('the message is in the timeline');
    await everyRoomReads('wrote in the room: “It holds”');
  });

  test('handed back, the parts return under new seals', async () => {
    await press('rita', { on: 'operation', verb: 'hand-back' });
    await everyRoomReads('HANDED BACK');
    for (const [name, seal] of [
      ['carl', 'B-2201'],
      ['ada', 'B-2202'],
    ] as const) {
      await press(name, { on: 'custody', verb: 'return', typed: { seal } });
    }
  });

  test('every task is done by one person and confirmed by another, and both approvers confirm their votes once more', async () => {
    for (let next = task(); next !== null; next = task()) await press(next.name, next.press);
    await everyRoomReads('REVIEW');
    for (const name of ['aaron', 'bea'] as const) await press(name, { on: 'confirmation', verb: 'confirm-vote' });
  }, 60_000);

  test('somebody uninvolved reviews and closes, and every copy of the room says so', async () => {
    const found = { class: 'real', found: 'As authorised', ticket: 'INC-7', reporting: 'none' };
    await press('mona', { on: 'review', verb: 'review', typed: found });
    await everyRoomReads('CLOSED');
    await people.mona.says('timeline BG-2026-0001');
    await people.mona.sees('TIMELINE');
    for (const name of NAMES)
      if (name !== 'otto') for (const { edits } of people[name].hanging('room').slice(0, 1)) expect(edits).toBeGreaterThan(5);
  });
});

describe('after a restart on the same ledger', () => {
  test('everybody finds fresh cards for what is open and none for what has ended; later changes edit them in place', async () => {
    await people.rita.says('drill');
    const filed = { otherAdmin: 'yes', minutes: '30', why: 'The quarterly drill' };
    expect(await press('rita', { on: 'form', verb: 'request', typed: filed })).toContain('WAITING FOR APPROVAL');
    await Promise.all(Object.values(people).map((person) => person.leave()));
    house = await house.again();
    people = await everybody();
    await people.rita.sees('WAITING FOR APPROVAL');
    for (const name of ['aaron', 'bea'] as const) await people[name].sees('YOUR APPROVAL IS NEEDED');
    await people.mona.sees('BG-2026-0002', 'room');
    for (const name of NAMES) expect(people[name].hanging('chat').map(textOf).join()).not.toContain('BG-2026-0001');
    await press('aaron', { on: 'approval', verb: 'approve', typed: { number: numberFor('Aaron Approver') } });
    for (const name of NAMES) if (name !== 'otto') await people[name].sees('1 of 2 approvals so far', 'room');
    for (const shown of await rooms()) expect(shown.split('BG-2026-0002').length - 1).toBe(1);
  }, 90_000);
});

/** Somebody else sends what the approve button of the first approver's card would, from a message of their own. */
async function approvesAs(name: Name): Promise<string> {
  const { page, hanging } = people[name];
  const [on] = hanging('chat');
  if (on === undefined) throw new Error(`${name} has nothing to click on`);
  const approve = buttonsOf(people.aaron.card('approval').card).find(({ verb }) => verb === 'approve');
  const data = { ...approve?.data, number: numberFor('Aaron Approver') };
  return read(await act(page, { conversation: page.seat.chat, message: on.id, verb: 'approve', data }));
}

/** The next task that somebody can do or confirm. */
function task(): { readonly name: Name; readonly press: Press } | null {
  for (const verb of ['confirm-task', 'do-task', 'open-test']) {
    for (const name of NAMES) {
      if (!people[name].has('tasks') || !textOf(people[name].card('tasks')).includes('<')) continue;
      if (JSON.stringify(people[name].card('tasks').card).includes(`"verb":"${verb}"`)) {
        const typed = { evidence: 'Done at the console, printed and signed', ...firstWitness(people[name].card('tasks').card) };
        return { name, press: { on: 'tasks', verb, typed } };
      }
    }
  }
  return null;
}
