// The answers of a step in a drill: none of the other sort of drill is there, whoever sends it.
import { describe, expect, test } from '@jest/globals';
import type { Library } from '../../dialogs/decision.ts';
import { offers } from '../../dialogs/offers.ts';
import { choicesNow, upcoming } from '../../dialogs/walk.ts';
import type { Runbook, Step } from '../../runbooks/runbook.ts';
import {
  aaron,
  type Act,
  actorOf,
  bea,
  carl,
  does,
  files,
  given,
  ida,
  IN_USE,
  KEY,
  LIBRARY,
  LIVE_USE,
  PIN,
  refused,
  rita,
  votes,
} from './given.ts';

const DRILL = LIBRARY.offered.find(({ runbook }) => runbook.domains.includes('drill'))!.runbook;
const [FIRST_STEP] = DRILL.steps;
const step = (id: string, fields: Partial<Step>) => ({ ...FIRST_STEP!, after: [], ...fields, id }) as Step;
const choice = (id: string, to: readonly string[]) => ({ id, title: id, to, ...(id === 'stop' ? {} : { only: id }) });
const BOOK: Runbook = {
  ...DRILL,
  steps: [
    step('sort', {
      kind: 'decide',
      evidence: 'none',
      choices: [choice('live', ['sign']), choice('dry', ['talk']), choice('stop', ['talk'])] as never,
    }),
    step('sign', { after: ['sort'] as never, title: 'Sign in' }),
    step('talk', { after: ['sort'] as never, title: 'Talk' }),
  ],
};
const SORTED: Library = { ...LIBRARY, pinned: () => BOOK };
const sorts: Act = (night) => void (night.library = SORTED);
const DRY: readonly Act[] = [
  files({ kind: 'drill', domain: 'drill' }),
  votes(aaron),
  votes(bea),
  does(carl, 'release', { part: KEY, seal: '1' }),
  does(ida, 'release', { part: PIN, seal: '2' }),
  does(rita, 'in-hand'),
  sorts,
];
const LIVE: readonly Act[] = [...LIVE_USE, sorts];
const REAL: readonly Act[] = [...IN_USE, sorts];
const answers = (acts: readonly Act[]) => choicesNow(BOOK.steps[0]!, given(...acts).night.open)?.map(({ id }) => id);

describe('an answer that is only for one sort of drill', () => {
  test('is not there in a drill of the other sort, and a real use has them all', () => {
    expect([DRY, LIVE, REAL].map(answers)).toEqual([
      ['dry', 'stop'],
      ['live', 'stop'],
      ['live', 'dry', 'stop'],
    ]);
    expect(choicesNow(BOOK.steps[1]!, given(...DRY).night.open)).toBeUndefined();
  });
  test('is refused in a drill of the other sort', () => {
    given(...DRY)
      .when(rita, 'finish-step', { step: 'sort', choice: 'live' })
      .then(refused('choice-unknown'));
    given(...LIVE)
      .when(rita, 'finish-step', { step: 'sort', choice: 'dry' })
      .then(refused('choice-unknown'));
    for (const [acts, id] of [
      [DRY, 'dry'],
      [DRY, 'stop'],
      [LIVE, 'live'],
    ] as const)
      given(...acts)
        .when(rita, 'finish-step', { step: 'sort', choice: id })
        .then([{ type: 'StepFinished', step: 'sort', choice: id }]);
  });
  test('leaves the step on offer, and what certainly comes next is of this drill', () => {
    const { night } = given(...DRY);
    const own = offers(night.open, night.tenant, night.circumstances(actorOf(rita)));
    expect(own.find(({ verb }) => verb === 'finish-step')).toMatchObject({ step: 'sort', choice: 'dry' });
    expect(upcoming(night.open, BOOK, BOOK.steps[0]!).map(({ id }) => id)).toEqual(['talk']);
  });
});
