import { describe, expect, test } from '@jest/globals';
import { asAsked, evidenceProblem, walked } from '../../dialogs/walk.ts';
import type { Step } from '../../runbooks/runbook.ts';
import {
  type Act,
  ada,
  aaron,
  already,
  APPROVED,
  axel,
  BACK,
  carl,
  CLOSED,
  DENIED,
  does,
  FILED,
  files,
  given,
  ida,
  IN_USE,
  KEY,
  LIBRARY,
  olaf,
  PIN,
  refused,
  rico,
  rita,
  votes,
  bea,
  wanda,
} from './given.ts';

const finish = (who: typeof rita, step: string, fields = {}): Act => does(who, 'finish-step', { step, ...fields });
const SIGNED_IN: readonly Act[] = [
  ...IN_USE,
  finish(rita, 'look', { choice: 'policy' }),
  finish(rita, 'sign-in', { evidence: 'as bg-admin-01' }),
];
const SET: readonly Act[] = [
  ...SIGNED_IN,
  finish(rita, 'which', { choice: 'report-only' }),
  finish(rita, 'set-it', { evidence: 'https://example.com/1' }),
];
const CHECKED: readonly Act[] = [...SET, finish(rico, 'works', { evidence: 'two of them' })];
const LOST: Act = (night) => void (night.library = { ...LIBRARY, pinned: () => null });
const OLAF_USES: readonly Act[] = [
  files({ operator: olaf.id }),
  votes(aaron),
  votes(bea),
  does(carl, 'release', { part: KEY, seal: '1' }),
  does(ida, 'release', { part: PIN, seal: '2' }),
  does(olaf, 'in-hand'),
];

describe('finishing a step', () => {
  test('the operator finishes any step that is open', () => {
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'look', choice: 'policy' })
      .then([{ type: 'StepFinished', step: 'look', choice: 'policy', evidence: null }]);
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'sign-in', evidence: 'as bg-admin-01' })
      .then(['StepFinished']);
  });
  test('another responder finishes the steps that are for responders', () => {
    given(...IN_USE)
      .when(rico, 'finish-step', { step: 'look', choice: 'other' })
      .then(['StepFinished']);
    given(...IN_USE)
      .when(rico, 'finish-step', { step: 'sign-in', evidence: 'x' })
      .then(refused('not-operator'));
    given(...IN_USE)
      .when(wanda, 'finish-step', { step: 'look', choice: 'other' })
      .then(refused('not-operator'));
  });
  test('the requester who does not operate is any responder', () => {
    given(...OLAF_USES)
      .when(rita, 'finish-step', { step: 'sign-in', evidence: 'x' })
      .then(refused('not-operator'));
    given(...OLAF_USES)
      .when(rita, 'finish-step', { step: 'look', choice: 'policy' })
      .then(['StepFinished']);
  });
  test('the same answer again adds nothing', () =>
    void given(...SIGNED_IN)
      .when(rita, 'finish-step', { step: 'look', choice: 'policy' })
      .then(already));
  test('a different answer to a step that is done is told so, not dropped as a repeat', () => {
    given(...SIGNED_IN)
      .when(rita, 'finish-step', { step: 'look', choice: 'other' })
      .then(refused('step-not-open'));
    given(...SIGNED_IN)
      .when(rita, 'finish-step', { step: 'sign-in', evidence: 'something else' })
      .then(refused('step-not-open'));
    given(...SIGNED_IN)
      .when(rico, 'finish-step', { step: 'look', choice: 'policy' })
      .then(refused('step-not-open'));
  });
  test('a step that waits for others is not open', () =>
    void given(...IN_USE)
      .when(rita, 'finish-step', { step: 'which', choice: 'exclude' })
      .then(refused('step-not-open')));
  test('a decision opens one way and not the other', () => {
    const chosen = given(...SIGNED_IN)
      .when(rita, 'finish-step', { step: 'which', choice: 'exclude' })
      .then(['StepFinished']);
    chosen.when(rita, 'finish-step', { step: 'set-it', evidence: 'https://example.com/1' }).then(refused('step-not-open'));
    chosen.when(rita, 'finish-step', { step: 'exclude-it', evidence: '2' }).then(['StepFinished']);
  });
  test('a step that the runbook does not have is unknown', () =>
    void given(...IN_USE)
      .when(rita, 'finish-step', { step: 'dance' })
      .then(refused('step-unknown')));
  test('without the runbook’s text no step is known', () => {
    given(...IN_USE, LOST)
      .when(rita, 'finish-step', { step: 'look', choice: 'policy' })
      .then(refused('step-unknown'));
    given(...CHECKED, LOST)
      .when(ada, 'witness-step', { step: 'works' })
      .then(refused('step-not-open'));
    expect(walked(given(...IN_USE).night.open, { ...LIBRARY, pinned: () => null })).toBeNull();
  });
  test('steps are answered during the use only', () => {
    for (const night of [FILED, APPROVED, BACK, CLOSED])
      given(...night)
        .when(rita, 'finish-step', { step: 'look', choice: 'policy' })
        .then(refused('wrong-phase'));
  });
  test('a choice is one of the step’s', () => {
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'look' })
      .then(refused('choice-unknown'));
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'look', choice: 'neither' })
      .then(refused('choice-unknown'));
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'sign-in', choice: 'policy', evidence: 'x' })
      .then(refused('choice-unknown'));
  });
  test('evidence is there and of the kind that is asked for', () => {
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'sign-in' })
      .then(refused('evidence-missing'));
    given(...IN_USE)
      .when(rita, 'finish-step', { step: 'sign-in', evidence: '   ' })
      .then(refused('evidence-missing'));
    given(...SIGNED_IN, finish(rita, 'which', { choice: 'report-only' }))
      .when(rita, 'finish-step', { step: 'set-it', evidence: 'see the mail' })
      .then(refused('evidence-wrong'));
  });
  test('every kind of evidence has its form', () => {
    expect(asAsked('text', 'anything')).toBe(true);
    for (const link of ['https://example.com', 'HTTPS://example.com/a?b=c']) expect(asAsked('link', link)).toBe(true);
    for (const link of ['http://example.com', 'https://', 'https://localhost', 'see https://example.com', 'javascript:alert(1)'])
      expect(asAsked('link', link)).toBe(false);
    for (const amount of ['0', '-3', '+3', '1.5', '1,5']) expect(asAsked('number', amount)).toBe(true);
    for (const amount of ['', 'two', '1.', '1 2', '1e3']) expect(asAsked('number', amount)).toBe(false);
  });
  test('a step that asks for nothing takes nothing and anything', () => {
    const step: Step = { ...LIBRARY.offered[0]!.runbook.steps[7]!, evidence: 'none' };
    expect(evidenceProblem(step, null, null)).toBeNull();
    expect(evidenceProblem(step, null, 'words')).toBeNull();
    expect(evidenceProblem(step, 'policy', null)).toBe('choice-unknown');
  });
});

describe('failing and skipping a step', () => {
  test('a step that does not work opens its fallback', () => {
    const failed = given(...IN_USE)
      .when(rita, 'fail-step', { step: 'sign-in', why: 'locked' })
      .then([{ type: 'StepFailed', step: 'sign-in' }]);
    failed.when(rita, 'finish-step', { step: 'call-vendor', evidence: '4711' }).then(['StepFinished']);
  });
  test('the same failure again adds nothing, another one is another', () => {
    const night = [...IN_USE, does(rita, 'fail-step', { step: 'look', why: 'nobody answers' })];
    given(...night)
      .when(rita, 'fail-step', { step: 'look', why: 'nobody answers' })
      .then(already);
    given(...night)
      .when(rita, 'fail-step', { step: 'look', why: 'still nobody' })
      .then(['StepFailed']);
    given(...night)
      .when(rita, 'finish-step', { step: 'look', choice: 'other' })
      .then(['StepFinished']);
  });
  test('a step is skipped with a reason', () => {
    given(...IN_USE)
      .when(rita, 'skip-step', { step: 'look', why: 'known already' })
      .then([{ type: 'StepSkipped', step: 'look' }]);
    const skipped = [...IN_USE, does(rita, 'skip-step', { step: 'look', why: 'known already' })];
    given(...skipped)
      .when(rita, 'skip-step', { step: 'look', why: 'known already' })
      .then(already);
    given(...skipped)
      .when(rita, 'skip-step', { step: 'look', why: 'another reason' })
      .then(refused('step-not-open'));
  });
  test('who may not answer may not fail or skip', () => {
    given(...IN_USE)
      .when(rico, 'fail-step', { step: 'sign-in', why: 'x' })
      .then(refused('not-operator'));
    given(...IN_USE)
      .when(rico, 'skip-step', { step: 'sign-in', why: 'x' })
      .then(refused('not-operator'));
  });
});

describe('witnessing a step', () => {
  test('a second person confirms what somebody finished', () => {
    const { night } = given(...CHECKED)
      .when(ada, 'witness-step', { step: 'works' })
      .then(['StepWitnessed']);
    expect(night.open.steps.at(-1)).toMatchObject({ step: 'works', witness: ada.id });
    expect(walked(night.open, LIBRARY)?.walk.open.map((step) => step.id)).toEqual(['tell']);
  });
  test('witnessing again adds nothing', () =>
    void given(...CHECKED, does(ada, 'witness-step', { step: 'works' }))
      .when(ada, 'witness-step', { step: 'works' })
      .then(already));
  test('a third person finds it settled', () =>
    void given(...CHECKED, does(ada, 'witness-step', { step: 'works' }))
      .when(axel, 'witness-step', { step: 'works' })
      .then(refused('step-not-open')));
  test('nobody witnesses their own work, nor does the operator', () => {
    given(...CHECKED)
      .when(rico, 'witness-step', { step: 'works' })
      .then(refused('own-work'));
    given(...CHECKED)
      .when(rita, 'witness-step', { step: 'works' })
      .then(refused('own-work'));
  });
  test('of two who finished it, the first witnesses the answer of the second and not their own', () => {
    const { night } = given(...CHECKED, finish(axel, 'works', { evidence: 'two others' }))
      .when(rico, 'witness-step', { step: 'works' })
      .then(['StepWitnessed']);
    expect(night.open.steps.filter(({ step }) => step === 'works').map(({ witness }) => witness)).toEqual([null, rico.id]);
  });
  test('a step that is not finished, of another kind, or skipped since has nothing to witness', () => {
    given(...SET)
      .when(ada, 'witness-step', { step: 'works' })
      .then(refused('step-not-open'));
    given(...SET)
      .when(ada, 'witness-step', { step: 'set-it' })
      .then(refused('step-not-open'));
    given(...CHECKED, does(rita, 'skip-step', { step: 'works', why: 'no time' }))
      .when(ada, 'witness-step', { step: 'works' })
      .then(refused('step-not-open'));
  });
  test('steps are witnessed during the use only', () =>
    void given(...BACK)
      .when(ada, 'witness-step', { step: 'works' })
      .then(refused('wrong-phase')));
});

describe('notes', () => {
  test('anybody on the roster adds a note, in every phase', () => {
    for (const night of [FILED, APPROVED, IN_USE, BACK, DENIED, CLOSED])
      given(...night)
        .when(wanda, 'note', { text: 'The vendor rang.' })
        .then(['NoteTaken']);
  });
  test('the same words of the same person are one note', () => {
    const night = [...FILED, does(wanda, 'note', { text: 'The vendor rang.' })];
    given(...night)
      .when(wanda, 'note', { text: 'The vendor rang.' })
      .then(already);
    given(...night)
      .when(ada, 'note', { text: 'The vendor rang.' })
      .then(['NoteTaken']);
  });
});
