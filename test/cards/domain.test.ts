import { describe, expect, test } from '@jest/globals';
import { CARD_NAMES } from '../../cards/view.ts';
import { DRAW, mine, wanted } from '../../cards/card.ts';
import { brokenNow, changeWords } from '../../cards/domain.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import { readable } from '../../cards/plain.ts';
import type { Person } from '../../dialogs/policy.ts';
import { ATTACKED, FEDERATED } from '../dialogs/given-domain.ts';
import { aaron, bea, HOSTILE, LIBRARY, mona, type Night, night, olaf, PEOPLE, rita, type Stage } from './sample.ts';
import { all, harmless, honest, inputs, sound, verbs } from './sound.ts';

const MORE = {
  ...LIBRARY,
  offered: [...LIBRARY.offered, ATTACKED, FEDERATED],
  pinned: (digest: string) =>
    [ATTACKED, FEDERATED].find((one) => one.digest === digest)?.runbook ??
    LIBRARY.offered.find((one) => one.digest === digest)?.runbook ??
    null,
};
const more = (stage: Stage, fields: Readonly<Record<string, unknown>> = {}): Night => {
  const one = night(stage, fields);
  one.library = MORE;
  return one;
};
const turned = (stage: Stage, domain = 'suspected-attack', saw = '', who = rita): Night =>
  more(stage).does(who, 'change-domain', { domain, saw, changed: 0 });
const text = (one: Night, card: (typeof CARD_NAMES)[number], who: Person | 'room', focus: string | null = null) =>
  readable(honest(DRAW[card](one.open, one.viewing(who, { focus })), one.open, one.viewing(who)).card);

describe('The form', () => {
  test('lists every other case with what it would cost, and says that nothing else changes', () => {
    const one = more('requested');
    const shown = DRAW.request(one.open, one.viewing(rita));
    expect(readable(shown.card)).toContain('Account, operator and votes stay, and no end moves later.');
    expect(all(shown.card, 'Input.ChoiceSet').find(({ id }) => id === 'domain')).toMatchObject({
      choices: [
        { title: 'Don’t know yet', value: 'dont-know' },
        { title: 'Federation or network down', value: 'federation' },
        { title: 'Suspected attack (at most 30 min of use)', value: 'suspected-attack' },
      ],
    });
    expect(inputs(shown)).toEqual(['why', 'domain', 'saw']);
    const use = more('in use');
    const focused = readable(DRAW.operation(use.open, use.viewing(rita, { focus: 'the course' })).card);
    expect(focused).toMatch(/Suspected attack \(the use would end at 04:\d\d \(03:\d\d UTC\)\)/);
  });
  test('is a press away from the steps, and on no card of somebody who has no part in it', () => {
    const one = more('walked');
    expect(text(one, 'operation', rita)).toMatch(/< More … >[^]*< More time, or something else … >/);
    expect(verbs(DRAW.operation(one.open, one.viewing(rita, { focus: 'the course' })))).toContain('change-domain');
    expect(verbs(DRAW.oversight(one.open, one.viewing(mona)))).not.toContain('change-domain');
    const revoked = more('revoked');
    expect(text(revoked, 'operation', rita)).not.toContain('It is something else');
  });
  test('is reached from the step by another operator than the requester, too', () => {
    const declared = more('walked', { operator: olaf.id });
    expect(text(declared, 'operation', olaf)).toContain('More time, or something else …');
  });
  test('is not on a second copy of the request, which nobody edits', () => {
    const one = more('requested');
    expect(verbs(DRAW.request(one.open, { ...one.viewing(rita), copy: true }))).toEqual([]);
  });
});

describe('What was changed', () => {
  test('stands on the cards of whoever has voted, whoever has not, and in the room', () => {
    const one = turned('one vote', 'suspected-attack', 'Somebody was in.', bea);
    const words =
      'At 03:14 (02:14 UTC) Bea Approver changed it from “Conditional Access lock-out” to “Suspected attack”: “Somebody was in.”.';
    for (const who of [aaron, bea, olaf]) expect(text(one, 'approval', who)).toContain(words);
    expect(text(one, 'approval', bea)).toContain('Votes that were given stay valid. An intruder may read along');
    expect(text(one, 'approval', bea)).toContain('The new runbook allows less: at most 30 min of use.');
    expect(text(one, 'approval', bea)).toContain(`Runbook   suspected-attack, check code ${ATTACKED.digest.slice(0, 4)}`);
    expect(text(one, 'vote', aaron)).toContain('Suspected attack; changed 03:14 by Bea Approver from Conditional Access lock-out');
    expect(text(one, 'room', 'room')).toContain('Suspected attack; changed 03:14 by Bea Approver from Conditional Access lock-out');
    expect(text(night('one vote'), 'vote', aaron)).not.toContain('Broken  ');
  });
  test('says when the use ends by it, and when the runbook stays', () => {
    const use = turned('in use');
    expect(changeWords(use.open.course.domains[0]!, use.viewing(rita))).toMatch(/The new runbook allows less: the use ends at 0\d:\d\d/);
    const same = turned('in use', 'dont-know');
    expect(changeWords(same.open.course.domains[0]!, same.viewing(rita))).toMatch(
      /“Don’t know yet”\. The runbook stays conditional-access-lockout, check code [0-9a-f]{4} [0-9a-f]{4}\.$/,
    );
    expect(brokenNow(night('requested').open, night('requested').viewing(rita))).toBe('Conditional Access lock-out');
    expect(text(turned('in use', 'federation'), 'operation', rita)).not.toContain('An intruder');
  });
  test('stands in the review, and steps of before keep their titles there, in the room and in the timeline', () => {
    const one = more('in use').does(rita, 'fail-step', { step: 'find-policy', why: 'no rights' });
    expect(text(one, 'room', 'room')).toContain('failed “Find the policy that blocks”');
    one.does(rita, 'change-domain', { domain: 'suspected-attack', saw: '', changed: 0 });
    expect(text(one, 'room', 'room')).toContain('failed “Find the policy that blocks”');
    expect(text(one, 'operation', rita)).toContain('Look who came in');
    const entry = one.open.steps[0]!;
    const line = { seq: entry.seq, at: entry.at, activation: one.open.id, by: entry.by };
    const failed = { ...line, fact: { type: 'StepFailed' as const, step: entry.step, why: entry.text! } };
    const later = { ...failed, seq: 10_000, fact: { type: 'StepFinished' as const, step: 'hunt', choice: null, evidence: null } };
    const shown = readable(drawTimeline({ activation: one.open, lines: [failed, later], page: 0 }, one.viewing(mona)).card);
    expect(shown).toContain('“Find the policy that blocks” did not work');
    expect(shown).toContain('finished “Look who came in”');
  });
  test('takes no card away from whoever was asked to witness a step of before', () => {
    const one = more('in use').does(rita, 'change-domain', { domain: 'suspected-attack', saw: '', changed: 0 });
    one.does(rita, 'finish-step', { step: 'hunt' }).does(rita, 'finish-step', { step: 'tell' });
    const hanging = () => wanted(one.open, { roster: one.roster, policy: one.policy, library: MORE });
    const before = hanging();
    expect(before).toContainEqual({ card: 'operation', viewer: bea.id });
    one.does(rita, 'change-domain', { domain: 'federation', saw: '', changed: 1 });
    // the room has its card again: it was silent before
    expect(hanging()).toEqual([{ card: 'room', viewer: 'room' }, ...before]);
  });
  test('leads somebody with nothing else to do to their approval card', () => {
    const one = night('approved');
    expect(mine(one.open, one.viewing(aaron)).summary).toContain('approved');
  });
});

test('Every card is sound after it, whoever reads it', () => {
  for (const stage of ['one vote', 'approved', 'walked'] as const) {
    const one = turned(stage);
    for (const card of CARD_NAMES) for (const who of PEOPLE) sound(DRAW[card](one.open, one.viewing(who)));
  }
});

test.each(HOSTILE)('What somebody saw stays plain: %j', (hostile) => {
  const one = turned('one vote', 'suspected-attack', hostile);
  for (const who of [aaron, rita]) harmless(DRAW.approval(one.open, one.viewing(who)));
});
