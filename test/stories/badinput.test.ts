// Every field of every button of every real card, tampered with: each gets HTTP 200 with an honest card and its sentence, nothing activates.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Button, buttonsOf, type Seat } from '../../bot/local/seat.ts';
import type { Hanging } from '../../bot/local/connector.ts';
import { ROOM, World } from '../world.ts';
import { ask, approve, handedBack, inUse, numberFor, openForm, press, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** A value that a field may be replaced with; absent: the field is left out. */
const BAD: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['null', null],
  ['a number', 7],
  ['an array', ['x', ['y']]],
  ['an object that cannot be a string', { toString: 1, valueOf: null }],
  ['__proto__', JSON.parse('{"__proto__": {"person": "E1002", "roles": ["approver"]}}')],
  ['nothing', ''],
  ['20 kB', 'x'.repeat(20_000)],
  ['another activation', 'BG-2026-0002'],
  ['no activation', 'BG-9999-9999'],
  ['a template', '${activation.request.why}'],
];

interface Pressable {
  readonly seat: Seat;
  readonly on: Hanging;
  readonly button: Button;
}

/** Every button that hangs now, each once, with who can press it. */
function pressable(): readonly Pressable[] {
  const places = [
    ...world.everybody.flatMap((seat) => seat.cards().map((on) => ({ seat, on }))),
    ...world.connector.shown(ROOM).map((on) => ({ seat: world.aaron, on })),
  ];
  const all = places.flatMap(({ seat, on }) => buttonsOf(on.card).map((button) => ({ seat, on, button })));
  const seen = new Set<string>();
  return all.filter(({ button }) => {
    const key = `${button.verb} ${Object.keys({ ...button.data, ...button.inputs })
      .sort()
      .join(' ')}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}

/** Presses each with each of its fields bent in every way; answers how many presses that were. */
async function bend(allowed: readonly string[]): Promise<number> {
  let count = 0;
  for (const { seat, on, button } of pressable()) {
    const whole: Readonly<Record<string, unknown>> = { ...button.data, ...button.inputs };
    for (const field of [...Object.keys(whole), '__proto__']) {
      for (const [how, value] of BAD) {
        const { [field]: _gone, ...rest } = whole;
        const data =
          value === undefined
            ? rest
            : (JSON.parse(
                `{${JSON.stringify(field)}:${JSON.stringify(value)}${Object.entries(rest)
                  .map(([key, one]) => `,${JSON.stringify(key)}:${JSON.stringify(one)}`)
                  .join('')}}`,
              ) as object);
        const answered = await seat.invoke({ verb: button.verb, data: { ...data } }, on);
        const said = told(answered);
        const where = `${button.verb}.${field} ${how}: ${said.slice(0, 200)}`;
        // a key that means something to JavaScript itself is refused at the door, before anything looks at it
        expect([where, answered.status]).toEqual([where, JSON.stringify(data).includes('"__proto__"') ? 400 : 200]);
        if (answered.status === 400) continue;
        expect([
          where,
          said === '' || /^FAULT/m.test(said) || /Invalid (input|string|option)|Too (big|small)|\bundefined\b|\[object/.test(said),
        ]).toEqual([where, false]);
        count += 1;
      }
    }
  }
  await world.settle();
  const happened = (await world.facts()).filter((type) => type !== 'Refused');
  expect(happened.filter((type) => !allowed.includes(type))).toEqual([]);
  expect(await world.verdict()).toMatchObject({ sound: true });
  expect(world.events('fault')).toEqual([]);
  return count;
}

describe('fields of buttons', () => {
  test('before anything is filed: question, form, help and status', async () => {
    await openForm(world);
    await world.rita.say('help');
    await world.rita.say('status');
    const form = await openForm(world);
    for (const { verb, data, inputs } of buttonsOf(form.card)) {
      for (const field of Object.keys({ ...data, ...inputs })) {
        for (const [how, value] of BAD) {
          const answered = await world.rita.invoke(
            { verb, data: { ...data, ...inputs, otherAdmin: 'no', why: 'typed with care', ticket: 'INC-1', [field]: value } },
            form,
          );
          const said = told(answered);
          expect(`${field} ${how} ${answered.status}`).toBe(`${field} ${how} ${how === '__proto__' ? 400 : 200}`);
          if (how === '__proto__') continue;
          if ((await world.facts()).length > 0) await withdraw();
          else if (field !== 'why') expect(`${field} ${how}: ${said}`).toContain('typed with care');
        }
      }
    }
    expect(await bend(['Requested', 'Withdrawn'])).toBeGreaterThan(50);
  });

  /** Some bent fields still make a whole request; it must not stand in the way of the next. */
  async function withdraw(): Promise<void> {
    await world.settle();
    const filed = (await world.records()).findLast(({ facts }) => facts.some(({ type }) => type === 'Requested'))?.activation;
    await world.rita.invoke({ verb: 'withdraw', data: { activation: filed } });
    await world.settle();
  }

  test('while a request waits: no field of any card approves', async () => {
    await ask(world);
    await approve(world, world.aaron);
    const allowed = ['Requested', 'VoteCast', 'NumberMissed', 'VoteVoided', 'VoteDisowned', 'Denied', 'Withdrawn', 'Seen', 'RangNoAnswer'];
    expect(await bend(allowed)).toBeGreaterThan(150);
    expect(await world.facts()).not.toContain('QuorumReached');
  });

  test('in use and after it: steps, changes, parts, tasks', async () => {
    await inUse(world);
    const used = [
      'Requested',
      'VoteCast',
      'QuorumReached',
      'CredentialReleased',
      'CredentialInHand',
      'VoteDisowned',
      'StepFinished',
      'StepFailed',
      'StepSkipped',
      'NoteTaken',
      'ChangeLogged',
      'HandedBack',
    ];
    expect(await bend(used)).toBeGreaterThan(150);
  });

  test('after the hand-back: parts, tasks and their confirmation', async () => {
    await inUse(world);
    await handedBack(world);
    await bend([
      'Requested',
      'VoteCast',
      'QuorumReached',
      'CredentialReleased',
      'CredentialInHand',
      'HandedBack',
      'CredentialReturned',
      'VoteDisowned',
      'TaskDone',
      'TaskConfirmed',
      'TaskReopened',
      'NoteTaken',
    ]);
    expect(await world.facts()).not.toContain('Closed');
  });
});

describe('what no card of ours sends', () => {
  test('verbs that do not exist, are the product’s own, or are no text', async () => {
    await ask(world);
    const before = await world.facts();
    const card = world.aaron.card('approval');
    for (const verb of [
      'lapse',
      'overdue',
      'supersede',
      'escalate',
      'start-page',
      'end-page',
      'open',
      'adopt',
      'constructor',
      '__proto__',
      'Approve',
      'approve ',
      '',
      'x'.repeat(1000),
    ]) {
      const answered = await world.aaron.invoke({ verb, data: { activation: 'BG-2026-0001', card: 'approval' } }, card);
      expect(answered.status).toBe(200);
      expect(told(answered)).toMatch(/not one that this release knows/);
    }
    expect(await world.facts()).toEqual(before);
  });

  test('a button of somebody else’s card does for the presser only what is theirs', async () => {
    await inUse(world);
    const cards = world.everybody.flatMap((seat) => seat.cards().map((on) => ({ seat, on })));
    for (const { seat, on } of cards) {
      for (const { verb, data, inputs } of buttonsOf(on.card)) {
        if (seat === world.wanda || ['note', 'change', 'hand-back', 'begin'].includes(verb)) continue;
        const answered = await world.wanda.invoke(
          { verb, data: { ...data, ...inputs, seal: 'x', why: 'x', evidence: 'x', number: '1' } },
          on,
        );
        expect(answered.status).toBe(200);
        expect(told(answered)).not.toMatch(/^FAULT|red bag|grey envelope/m);
      }
    }
    expect((await world.facts()).filter((type) => type !== 'Refused').at(-1)).toBe('CredentialInHand');
  });

  test('a body of more than a quarter of a megabyte is refused by its size, one of 100 kB is answered', async () => {
    await ask(world);
    const number = 'x'.repeat(300_000);
    expect(await world.aaron.press({ on: 'approval', verb: 'approve' }, { number })).toEqual({ status: 413, card: null });
    const big = await world.aaron.press({ on: 'approval', verb: 'approve' }, { number: number.slice(0, 100_000) });
    expect(big.status).toBe(200);
    expect(told(big)).toContain('The number: this must be the two digits');
    expect(Buffer.byteLength(JSON.stringify(big.card))).toBeLessThan(20_480);
    expect(await world.facts()).toEqual(['Requested']);
  });
});

describe('typed text', () => {
  const NASTY: readonly (readonly [string, string])[] = [
    ['a lone surrogate', 'before \ud800 after'],
    ['a template', '${x} ${if(true, "a", "b")} {activation.id}'],
    ['a mention', '<at>CISO</at> please approve'],
    ['a card function', '{{DATE(2020-01-01T00:00:00Z, SHORT)}}'],
    ['a link', '[Approve here](https://evil.example) https://evil.example www.evil.example'],
    ['bidi marks', '\u202Etxt.exe\u202C \u2066hidden\u2069 \u200f'],
    ['a tower of marks', `Z${'\u0301'.repeat(10_000)}algo`],
    ['markup', '**bold** # head\n- list\n> quote `code` <b>html</b> &lt;'],
    ['talk of a password', 'password: in the red envelope'],
    ['NUL and escapes', '\u0000\u001b[31mred\u0007'],
  ];

  test.each(NASTY.map(([what, text]) => ({ what, text })))(
    '$what stays plain words on every card, and the ledger verifies',
    async ({ text }) => {
      const filed = await ask(world, { typed: { why: text, ticket: text } });
      expect(filed.status).toBe(200);
      expect(told(filed)).toContain('WAITING FOR APPROVAL');
      await approve(world, world.aaron);
      await world.aaron.say(`note ${text}`);
      await press(world, world.bea, [{ on: 'approval', verb: 'deny' }, { why: text }]);
      await world.mona.say('timeline BG-2026-0001');
      await world.settle();
      for (const { card, summary } of world.connector.taken()) {
        const sent = JSON.stringify(card);
        expect(sent.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(sent)).toBeLessThan(20_480);
        expect(sent).not.toMatch(/<at>|\{\{DATE|\]\(https:\/\/evil|[\u202a-\u202e\u2066-\u2069]|\\u0000|\\u001b|\u0301{4}|\$\{x\}/);
        expect(summary).not.toMatch(/<at>|\{\{DATE|[\u202a-\u202e\u2066-\u2069]/);
      }
      expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'NoteTaken', 'Denied']);
      expect(await world.verdict()).toMatchObject({ sound: true });
      const bytes = Buffer.concat((await world.store.read(1, 100)).map((one) => one.bytes)).toString('utf8');
      expect(bytes).not.toMatch(/evil|CISO|envelope|algo/);
    },
  );

  test('the form keeps what was typed whatever was wrong with it, as it was typed', async () => {
    const form = await openForm(world);
    const why = 'Nobody [can](https://evil.example) log in; ${x} <at>CISO</at>';
    const typed = { otherAdmin: 'yes', minutes: '60', why, ticket: 'INC-4711' };
    const refused = await press(world, world.rita, [{ on: form, verb: 'request' }, typed]);
    expect(told(refused)).toContain('another administrator can still sign in');
    const inputs = JSON.stringify(refused.card);
    expect(inputs).toContain(JSON.stringify(why));
    expect(inputs).toContain('INC-4711');
    const misread = await press(world, world.rita, [
      { on: form, verb: 'request' },
      { ...typed, minutes: 'an hour' },
    ]);
    expect(told(misread)).toContain('For how long: this must be a number of minutes');
    expect(JSON.stringify(misread.card)).toContain(JSON.stringify(why));
  });

  test('so do the cards of steps, parts and tasks: what could not be taken is still there', async () => {
    await inUse(world);
    const long = 'it is a very long story '.repeat(100);
    const step = world.rita.card('operation');
    const failed = await world.rita.press({ on: step, verb: 'skip-step' }, { why: long.repeat(3) });
    expect(told(failed)).toContain('at most 2000 characters fit here');
    expect(JSON.stringify(failed.card)).toContain(long.slice(0, 200));
    await press(world, world.rita, [{ on: step, verb: 'hand-back' }]);
    const late = await world.rita.press({ on: step, verb: 'skip-step' }, { why: 'we never got that far' });
    expect(told(late)).toContain('we never got that far');
    expect(await world.facts()).not.toContain('StepSkipped');
  });

  test('somebody’s number that is typed as text elsewhere stays with those who typed it', async () => {
    await ask(world);
    const number = numberFor(world.bea, world.rita);
    await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: `${number} (Beas)` }]);
    for (const seat of [world.bea, world.mona]) expect(world.everShown(seat.chat)).not.toContain(`${number} (Beas)`);
    expect(world.everShown(ROOM)).not.toContain(`${number} (Beas)`);
  });
});
