import { expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawStatus } from '../../cards/status.ts';
import type { Person } from '../../dialogs/policy.ts';
import { ActivationId, AnnouncementId } from '../../ledger/ids.ts';
import { bea, mona, night, rita, SECOND, type Stage, START } from './sample.ts';
import { all, buttons, sound } from './sound.ts';
import { begun, changed, since, stays } from './sample-policy.ts';

const at = (...stages: Stage[]) => stages.map((stage) => night(stage).open);
const text = (stages: readonly Stage[], now = night('in use')) => readable(sound(drawStatus(at(...stages), now.viewing(mona))).card);

test('Nothing open is said in so many words', () => {
  expect(text([])).toContain('Nothing is open');
});

test('Where others read along the board always says that it may not be all, whether it is or not', () => {
  const now = night('in use');
  const shared = (stages: readonly Stage[]) => readable(sound(drawStatus(at(...stages), now.viewing(mona), true)).card);
  const line = 'Not everything is shown where others read along: type “status” in your own chat for all of it.';
  expect(shared([])).toContain('Nothing is open here');
  for (const stages of [[], ['requested']] as const) expect(shared(stages)).toContain(line);
  expect(text(['requested'])).not.toContain('others read along');
});

test('One and several activations, and what is overdue, are told in one sentence', () => {
  expect(text(['requested'], night('requested'))).toContain('One activation is open\nAs of 03:02 (02:02 UTC).');
  expect(text(['overdue', 'requested'])).toContain('2 activations are open, one is overdue');
  expect(text(['overdue', 'overdue', 'approved'])).toContain('3 activations are open, 2 are overdue');
});

test('Real uses and drills are counted apart', () => {
  const drill = night('requested', { kind: 'drill' }).open;
  const [real] = at('in use');
  const heading = (...all: Parameters<typeof drawStatus>[0]) => drawStatus(all, night('in use').viewing(mona)).summary;
  expect([heading(drill), heading(drill, drill)]).toEqual(['One drill is open', '2 drills are open']);
  expect([heading(real!, drill), heading(real!, drill, drill)]).toEqual([
    'One activation is open, and one drill',
    'One activation is open, and 2 drills',
  ]);
  const live = {
    ...drill,
    request: { ...drill.request, live: { announcement: AnnouncementId.parse('LD-2026-0001'), action: drill.digest } },
  };
  expect(readable(drawStatus([live], night('in use').viewing(mona)).card)).toContain('DRILL · LIVE · REQUESTED · BG-2026-0001');
});

test('A line says real or drill, the phase, the account, who, since when and until when', () => {
  const drill = night('requested', { kind: 'drill', domain: 'drill' });
  expect(readable(drawStatus([drill.open], drill.viewing(mona)).card)).toContain(
    'DRILL · DRY · REQUESTED · BG-2026-0001\nbg-admin-01, Rita Requester, since 03:02 (02:02 UTC), to be decided before 03:32 (02:32 UTC)',
  );
  expect(text(['overdue'])).toContain('! OVERDUE · REAL · IN USE · BG-2026-0001');
  expect(text(['review'])).toContain('REAL · REVIEW · BG-2026-0001\nbg-admin-01, Rita Requester, since 05:15 (04:15 UTC)\n');
});

test('The first five lines have a button to what their reader can do; a long board is cut and says so', () => {
  const many = Array.from({ length: 40 }, (_, n) => ({ ...night('in use').open, id: ActivationId.parse(`BG-2026-${1000 + n}`) }));
  const shown = sound(drawStatus(many, night('in use').viewing(mona)));
  expect(buttons(shown)).toHaveLength(5);
  expect(buttons(shown)[0]).toMatchObject({ verb: 'my-view', data: { activation: 'BG-2026-1000', card: 'status' } });
  expect(readable(shown.card)).toContain('And 25 more.');
  expect(all(shown.card, 'Container')).toHaveLength(16);
});

test('Those who look after the configuration read what is wrong, new and watched, with a button to it', () => {
  const one = since(begun(night('in use')), START, [
    changed({ accounts: [{ account: SECOND.id, is: 'removed' }], people: [stays(bea, { lost: ['approver'] })] }),
    changed({ people: [stays(bea, { gained: ['approver'] })] }),
  ]);
  const drawn = sound(drawStatus([], one.viewing(mona)));
  expect(readable(drawn.card)).toContain(
    'Configuration\n35 min ago, 03:02 (02:02 UTC): Bea Approver became approver\nBea Approver is a new approver and has a vote from 25 Nov 03:02 (02:02 UTC).\nTaken off the list and watched still: bg-admin-02 until 22 Feb 03:02 (02:02 UTC).',
  );
  expect(buttons(drawn)).toEqual([expect.objectContaining({ verb: 'policy' })]);
  for (const who of [rita, 'room'] as const) expect(readable(drawStatus([], one.viewing(who)).card)).not.toContain('Configuration');
});

test('What a review left to do stands below the board: for managers all of it, for others their own, never where others read along', () => {
  const one = night('left to do');
  const board = (who: Person, shared = false) => readable(sound(drawStatus([], one.viewing(who), shared)).card);
  const ritas = 'Follow-up 1 of BG-2026-0001: Rita Requester, until Fri, 04 Dec 2026';
  const olafs = 'Follow-up 2 of BG-2026-0001: Olaf Operator, until Fri, 11 Dec 2026';
  expect(board(mona)).toContain(`No activation is open\nAs of 06:15 (05:15 UTC).\n${ritas}\n< BG-2026-0001: what is left? >\n${olafs}`);
  expect(board(rita)).toContain(ritas);
  expect(board(rita)).not.toContain(olafs);
  for (const who of [bea, mona]) expect(board(who, true)).not.toContain('Follow-up');
  expect(readable(drawStatus([], one.viewing('room')).card)).not.toContain('Follow-up');
  one.now = Date.UTC(2026, 11, 5, 12);
  expect(board(mona)).toMatch(/No activation is open, one follow-up is overdue[^]*! OVERDUE · Follow-up 1/u);
  expect(board(mona)).not.toContain(`! OVERDUE · ${olafs}`);
  const drill = night('left to do', { kind: 'drill', domain: 'drill' });
  expect(readable(drawStatus([], drill.viewing(mona)).card)).toContain(`\nDRILL · ${ritas}`);
});

test('Of many follow-ups the rest is counted', () => {
  const one = night('left to do');
  const [first] = one.tenant.followUps;
  one.tenant = { ...one.tenant, followUps: Array.from({ length: 7 }, (_, at) => ({ ...first!, number: at + 1 })) };
  expect(readable(sound(drawStatus([], one.viewing(mona))).card)).toContain('Follow-up 5 of BG-2026-0001');
  expect(readable(drawStatus([], one.viewing(mona)).card)).toContain('And 2 more follow-ups.');
  one.now = Date.UTC(2026, 11, 5, 12);
  expect(drawStatus([], one.viewing(mona)).summary).toBe('No activation is open, 7 follow-ups are overdue');
});
