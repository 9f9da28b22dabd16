import { describe, expect, test } from '@jest/globals';
import { COURSE, courseLines } from '../../cards/course.ts';
import { DRAW, mine } from '../../cards/card.ts';
import { readable } from '../../cards/plain.ts';
import type { CardName } from '../../cards/view.ts';
import type { Person } from '../../dialogs/policy.ts';
import { PersonId } from '../../ledger/ids.ts';
import { aaron, ada, ALL_STAGES, bea, carl, HOSTILE, mona, type Night, night, olaf, PEOPLE, rita, rosterOf, type Stage } from './sample.ts';
import { all, buttons, harmless, honest, verbs } from './sound.ts';

const draw = (card: CardName, one: Night, who: Person | 'room', focus: string | null = null) =>
  honest(DRAW[card](one.open, one.viewing(who, { focus })), one.open, one.viewing(who));
const text = (card: CardName, one: Night, who: Person | 'room', focus: string | null = null) => readable(draw(card, one, who, focus).card);
const lines = (stage: Stage) => courseLines(night(stage).open, night(stage).viewing(mona));

describe('More time', () => {
  test('is asked for by operator and requester with a length and a reason, and says that the end stays until two agree', () => {
    expect(text('operation', night('walked'), rita)).toContain('< More time … >');
    const card = draw('operation', night('walked'), rita, COURSE);
    expect(verbs(card)).toEqual(['ask-extension', 'change-domain', 'offer-handover']);
    expect(text('operation', night('walked'), rita, COURSE)).toContain('< Back to the steps >');
    expect(text('operation', night('walked'), rita, COURSE)).toContain('Two approvers must agree. Until they have, the end stays.');
    const lengths = all(card.card, 'Input.ChoiceSet').find(({ id }) => id === 'minutes');
    expect(lengths).toMatchObject({
      choices: [
        { title: '30 min', value: '30' },
        { title: '60 min', value: '60' },
      ],
    });
    const other = night('walked', { operator: olaf.id });
    expect(verbs(draw('request', other, rita))).toEqual(['ask-extension', 'change-domain']);
  });
  test('asks each approver at the head of their card, by a button without a number, whom to ring first', () => {
    const words = text('approval', night('more asked'), aaron);
    expect(words).toContain('REAL · MORE TIME IS ASKED FOR');
    expect(words).toContain('Rita Requester asks for 30 min more of bg-admin-01, until 05:07 (04:07 UTC)');
    expect(words).toContain('Ring the operator on +49 30 555 0101 (from the roster): what is left to do? Decide before 04:20 (03:20 UTC).');
    expect(words).toContain('30 min, until 05:07 (04:07 UTC): “One policy is left.” 0 of 2 approvals, before 04:20 (03:20 UTC)');
    expect(all(draw('approval', night('more asked'), aaron).card, 'Input.Number')).toEqual([]);
    expect(verbs(draw('approval', night('more asked'), aaron))).toEqual(['approve-extension', 'change-domain', 'deny-extension', 'revoke']);
    expect(draw('approval', night('more asked'), aaron).summary).toContain('30 min more are asked for');
  });
  test('who has approved is named, and has no button for it any more', () => {
    const one = night('more asked').does(aaron, 'approve-extension', { ask: 1 });
    expect(text('room', one, 'room')).toContain('1 of 2 approvals (Aaron Approver)');
    expect(verbs(draw('approval', one, aaron))).toEqual(['change-domain', 'deny-extension', 'revoke']);
  });
  test('stands on the cards of room, operator and approvers, whatever came of it', () => {
    for (const [stage, words] of [
      ['extended', '30 min, asked for by Rita Requester, given until 05:07 (04:07 UTC) by Aaron Approver and Bea Approver'],
      ['more denied', '30 min, asked for by Rita Requester, denied by Bea Approver: “Others are in again.”'],
      ['more lapsed', '30 min, asked for by Rita Requester, not given: fewer than two people approved before 04:20 (03:20 UTC)'],
    ] as const) {
      expect(lines(stage)).toEqual([{ title: 'More time', value: words }]);
      for (const [card, who] of [
        ['room', 'room'],
        ['operation', rita],
        ['approval', aaron],
        ['request', rita],
      ] as const)
        expect(text(card, night(stage), who)).toContain(words.replaceAll('\\', ''));
    }
    const over = night('more asked').does(rita, 'hand-back');
    expect(courseLines(over.open, over.viewing(mona))).toEqual([
      { title: 'More time', value: '30 min, asked for by Rita Requester, not decided when the use ended' },
    ]);
  });
  test('given, the new end is everywhere', () => {
    expect(text('room', night('extended'), 'room')).toContain('bg-admin-01 is with Rita Requester until 05:07 (04:07 UTC)');
    expect(text('operation', night('extended'), rita)).toContain('You have bg-admin-01 until 05:07 (04:07 UTC)');
    expect(text('custody', night('extended'), carl)).toContain('05:07 (04:07 UTC)');
  });
});

describe('Another operator', () => {
  test('is chosen among those who may take over', () => {
    const people = all(draw('operation', night('walked'), rita, COURSE).card, 'Input.ChoiceSet').find(({ id }) => id === 'to');
    expect(people).toMatchObject({ choices: [{ title: 'Olaf Operator', value: olaf.id }] });
  });
  test('is asked on a card of their own', () => {
    const words = text('operation', night('offered'), olaf);
    expect(words).toContain('REAL · WILL YOU TAKE OVER?');
    expect(words).toContain('Rita Requester asks you to take over bg-admin-01');
    expect(words).toContain(
      'Rita Requester has it now. The end stays 04:37 (03:37 UTC). You operate only after an approver has confirmed it.',
    );
    expect(verbs(draw('operation', night('offered'), olaf))).toContain('accept-handover');
    expect(text('operation', night('offered'), olaf)).toContain('< Decide or revoke … >');
    expect(verbs(draw('operation', night('offered'), olaf, COURSE))).toEqual(['accept-handover', 'change-domain', 'revoke']);
    expect(text('room', night('offered'), 'room')).toContain('Rita Requester; Olaf Operator has not accepted yet');
  });
  test('is confirmed by an approver, whom the card tells to ring first', () => {
    const words = text('approval', night('accepted'), bea);
    expect(words).toContain('REAL · CONFIRM THE NEW OPERATOR');
    expect(words).toContain('Olaf Operator takes over bg-admin-01 from Rita Requester. Confirm it');
    expect(words).toContain('Ring Olaf Operator on +49 30 555 0107 (from the roster) first. The end stays 04:37 (03:37 UTC).');
    expect(buttons(draw('approval', night('accepted'), bea)).map(({ title }) => title)).toContain('Confirm: Olaf Operator operates');
    expect(text('room', night('accepted'), 'room')).toContain('Rita Requester; Olaf Operator accepted; an approver must confirm');
    expect(text('operation', night('accepted'), olaf)).not.toContain('CONFIRM');
  });
  test('is the operator on every card from then on', () => {
    const one = night('handed over');
    expect(text('room', one, 'room')).toContain('bg-admin-01 is with Olaf Operator until');
    expect(text('room', one, 'room')).toContain('Olaf Operator since 03:56 (02:56 UTC), confirmed by Aaron Approver');
    expect(text('operation', one, olaf)).toContain('You have bg-admin-01 until');
    expect(text('operation', one, rita)).toContain('bg-admin-01 is with Olaf Operator until');
    expect(verbs(draw('operation', one, rita))).not.toContain('hand-back');
    expect(text('custody', one, carl)).toContain('Olaf Operator has bg-admin-01 until');
    const back = one.does(olaf, 'hand-back');
    expect(text('custody', back, carl)).toContain('Take your part of bg-admin-01 back from Olaf Operator');
    expect(text('tasks', back, olaf)).toContain('· Olaf Operator, due');
  });
});

describe('Revoked', () => {
  test('everybody on it reads so, with the reason', () => {
    for (const [card, who] of [
      ['room', 'room'],
      ['approval', aaron],
      ['request', rita],
      ['oversight', mona],
    ] as const) {
      expect(text(card, night('revoked'), who)).toContain('no longer authorised, still signed in until seen otherwise');
      expect(text(card, night('revoked'), who)).toContain('Another administrator is in.');
    }
    expect(text('room', night('revoked'), 'room')).toContain('! In use');
    expect(text('room', night('revoked early'), 'room')).toContain('! Revoked');
  });
  test('the operator has no step to take, but the hand-back first', () => {
    const words = text('operation', night('revoked'), rita);
    expect(words).toContain('REAL · REVOKED · SIGN OUT AND HAND BACK');
    expect(words).toContain('No step may be taken any more. Log what is still unlogged, sign out, and hand back.');
    expect(verbs(draw('operation', night('revoked'), rita))).toEqual(['change', 'hand-back', 'note']);
    expect((draw('operation', night('revoked'), rita).card['actions'] as readonly object[])[0]).toMatchObject({ title: 'Hand back …' });
    const part = night('revoked with a part out');
    expect(text('operation', part, rita)).toContain('REAL · REVOKED · BRING IT BACK');
    expect(text('operation', part, rita)).not.toContain('Meet the custodians first');
    expect(verbs(draw('operation', part, rita))).toEqual(['hand-back']);
  });
  test('custodians release nothing more', () => {
    for (const who of [carl, ada]) {
      expect(text('custody', night('revoked with a part out'), who)).toContain('REAL · REVOKED · RELEASE NOTHING');
      expect(verbs(draw('custody', night('revoked with a part out'), who))).toEqual([]);
    }
    expect(text('custody', night('revoked early'), carl)).toContain('Nothing was released. Nothing is needed from you');
  });
  test('the requester is not sent to collect', () => {
    const part = night('revoked with a part out');
    expect(text('request', part, rita)).toContain('a part of it is still out');
    expect(text('request', part, rita)).not.toContain('meet');
    expect(verbs(draw('request', night('revoked'), rita))).toEqual([]);
    const other = night('walked', { operator: olaf.id }).does(mona, 'revoke', { cause: 'x' });
    expect(verbs(draw('request', other, rita))).toEqual(['hand-back']);
    expect(verbs(draw('operation', other, olaf))).toContain('hand-back');
  });
});

describe('Before the end', () => {
  test('operator and room read the warning', () => {
    expect(text('room', night('warned'), 'room')).toContain('REAL · IN USE · LESS THAN 10 MIN LEFT');
    expect(text('operation', night('warned'), rita)).toContain('REAL · IN USE · LESS THAN 10 MIN LEFT');
    expect(text('room', night('walked'), 'room')).toContain('REAL · IN USE   BG');
  });
  test('not any more once the end has moved', () => {
    const one = night('warned').does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 });
    one.does(aaron, 'approve-extension', { ask: 1 }).does(bea, 'approve-extension', { ask: 1 });
    expect(text('room', one, 'room')).not.toContain('LESS THAN');
  });
});

describe('The buttons', () => {
  test('are never more than a row holds: the rest stand behind the last one, and nothing is cut', () => {
    const one = night('overdue').does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 });
    one.does(rita, 'offer-handover', { to: olaf.id, offered: 0 }).does(olaf, 'accept-handover', { offer: 1 });
    const card = draw('approval', one, bea);
    expect((card.card['actions'] as readonly { title: string }[]).map(({ title }) => title)).toEqual([
      'Approve more time',
      'No more time …',
      'More …',
    ]);
    expect(verbs(card)).toEqual([
      'approve-extension',
      'change-domain',
      'confirm-handover',
      'deny-extension',
      'hand-back',
      'offer-handover',
      'revoke',
    ]);
  });
  test('of a step stay in the row; what else can be done stands behind one more', () => {
    const titles = (draw('operation', night('more asked'), olaf).card['actions'] as readonly { title: string }[]).map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['More …', 'Go on …']));
  });
  test('of every stage fit into the row, whoever reads', () => {
    for (const stage of ALL_STAGES)
      for (const who of PEOPLE) {
        const one = night(stage);
        const actions = mine(one.open, one.viewing(who)).card['actions'] as readonly { title: string }[];
        const wide = actions.reduce((sum, { title }) => sum + 38 + 7 * title.length, 0);
        expect([stage, who.name, wide <= 390 || actions.length === 1, actions.map(({ title }) => title)]).toEqual([
          stage,
          who.name,
          true,
          expect.anything(),
        ]);
      }
  });
  test('offer no more people than a card can hold', () => {
    const one = night('walked');
    const crowd = Array.from({ length: 200 }, (_, at) => ({ ...olaf, id: rita.id, name: `Responder ${at}`, accounts: [] }));
    one.roster = {
      ...rosterOf(PEOPLE),
      people: new Map([
        ...rosterOf(PEOPLE).people,
        ...crowd.map((who, at) => [`E${3000 + at}` as typeof rita.id, { ...who, id: `E${3000 + at}` as typeof rita.id }] as const),
      ]),
    };
    const people = all(draw('operation', one, rita, COURSE).card, 'Input.ChoiceSet').find(({ id }) => id === 'to');
    expect(people?.['choices']).toHaveLength(60);
  });
});

test.each(HOSTILE)('Typed words stay plain: %j', (hostile) => {
  const one = night('walked').does(rita, 'ask-extension', { minutes: '30', need: hostile, asked: 0 });
  harmless(draw('approval', one, aaron));
  harmless(draw('room', one, 'room'));
  one.does(bea, 'deny-extension', { ask: 1, whyNot: hostile });
  harmless(draw('operation', one, rita));
});

describe('Somebody who comes along', () => {
  test('can join from the request on, by a button on the card that others than the asked get', () => {
    expect(verbs(draw('operation', night('requested'), olaf))).toEqual(['join']);
    expect(verbs(draw('operation', night('walked'), olaf, COURSE))).toEqual(expect.arrayContaining(['join', 'offer-takeover']));
    expect(verbs(draw('operation', night('walked'), rita, COURSE))).not.toContain('join');
    expect(text('operation', night('walked'), olaf, COURSE)).toContain('< I can take over from Rita Requester >');
    expect(verbs(draw('approval', night('requested'), olaf))).not.toContain('join');
  });
  test('is named with a phone number as long as there is something to do together', () => {
    const one = night('requested').does(olaf, 'join');
    expect(courseLines(one.open, one.viewing(mona))).toEqual([{ title: 'Helping', value: 'Olaf Operator, \\+49 30 555 0107' }]);
    const ready = night('walked').does(olaf, 'offer-takeover');
    expect(text('room', ready, 'room')).toContain('Helping   Olaf Operator, +49 30 555 0107, can take over');
    ready.does(rita, 'hand-back');
    expect(courseLines(ready.open, ready.viewing(mona))).toEqual([]);
  });
  test('and is the operator now is not called a helper', () => {
    const one = night('walked').does(olaf, 'offer-takeover').does(rita, 'offer-handover', { to: olaf.id, offered: 0 });
    one.does(olaf, 'accept-handover', { offer: 1 }).does(aaron, 'confirm-handover', { offer: 1 });
    expect(courseLines(one.open, one.viewing(mona)).map(({ title }) => title)).toEqual(['Operator']);
  });
  test('stands first among those who can be named', () => {
    const named = (one: Night) => all(draw('operation', one, rita, COURSE).card, 'Input.ChoiceSet').find(({ id }) => id === 'to');
    const [kim, lea] = ['E0001', 'E0002'].map((id): Person => ({ ...rita, id: PersonId.parse(id), accounts: [] }));
    const one = night('walked');
    one.roster = rosterOf([kim!, lea!, ...PEOPLE]);
    one.does(olaf, 'offer-takeover');
    expect(named(one)).toMatchObject({ choices: [{ value: olaf.id }, { value: kim!.id }, { value: lea!.id }] });
  });
});
