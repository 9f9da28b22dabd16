// What custodians read while an account is in use that nobody approved.
import { expect, test } from '@jest/globals';
import { drawCustody } from '../../cards/custody.ts';
import { nothingToWriteDown, toWriteDown } from '../../cards/custody-unapproved.ts';
import { readable } from '../../cards/plain.ts';
import { ada, carl, Night, olaf } from './sample.ts';
import { DECLARING, unapproved, type UnapprovedStage } from './sample-declared.ts';
import { honest, verbs } from './sound.ts';

const draw = (one: Night, who = carl) => honest(drawCustody(one.open, one.viewing(who)), one.open, one.viewing(who));
const text = (one: Night, who = carl) => readable(draw(one, who).card);

test('Release nothing, says the card; what is out all the same can be written down', () => {
  const words = text(unapproved('declared'));
  expect(words).toContain('REAL · RELEASE NOTHING · UNAPPROVED');
  expect(words).toContain('Nobody approved the use of bg-admin-01 by Rita Requester. Release nothing');
  expect(words).toContain('If you did hand your part to Rita Requester, write it down here');
  expect(words).toContain('< I did hand it out >');
  expect(words).toContain('safe in room B 1.17');
  expect(verbs(draw(unapproved('declared')))).toEqual(['release']);
  const { open, ...one } = { open: unapproved('declared').open, viewing: unapproved('declared').viewing(carl) };
  expect(toWriteDown(open, one.viewing).head.summary).toBe('nobody approved this use, release nothing');
});

test.each<readonly [string, UnapprovedStage, typeof carl, string]>([
  ['Once it is written down', 'out', carl, 'What is out is on record. This card will say when it is to be taken back.'],
  ['As long as nobody knows who it is', 'seen', carl, 'Look whether your part is where it belongs. If it is not, ring the duty manager'],
  ['To somebody who keeps no part', 'declared', olaf, 'Look whether your part is where it belongs.'],
])('%s there is nothing to press', (_title, stage, who, sentence) => {
  expect(text(unapproved(stage), who)).toContain(sentence);
  expect(verbs(draw(unapproved(stage), who))).toEqual([]);
});

test('A custodian who went in needs another one to write it down', () => {
  const one = new Night().does(ada, 'declare', { ...DECLARING, operator: ada.id }, 0);
  expect(text(one, ada)).toContain('You went in yourself, so another custodian must write down what is out.');
  expect(nothingToWriteDown(one.open, one.viewing(ada)).band).toBe('RELEASE NOTHING');
});

test('After the hand-back it is taken back as after every use', () => {
  expect(text(unapproved('handed back'))).toContain('TAKE YOUR PART BACK · UNAPPROVED');
  expect(verbs(draw(unapproved('handed back')))).toEqual(['return']);
});
