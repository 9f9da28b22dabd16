import { describe, expect, test } from '@jest/globals';
import { drillReport } from '../../cards/drill-report.ts';
import { readable } from '../../cards/plain.ts';
import { drawReport } from '../../cards/report.ts';
import { drawReview } from '../../cards/review.ts';
import { drawTimeline, telling } from '../../cards/timeline.ts';
import type { Activation } from '../../ledger/activation.ts';
import { AnnouncementId } from '../../ledger/ids.ts';
import type { Line } from '../../ledger/timeline.ts';
import { aaron, ada, bea, carl, FILED, FIRST, HOSTILE, mona, Night, night, rita, sha, START } from './sample.ts';
import { FAULT } from './sample-fallback.ts';
import { unapproved } from './sample-declared.ts';
import { byPerson, LINES } from './sample-lines.ts';
import { buttons, sound } from './sound.ts';

const HEAD = { size: 120, root: 'ab'.repeat(32), signed: 119 };
const report = (
  one: Night,
  lines: readonly Line[] = [],
  activation: Activation = one.open,
  head: Parameters<typeof drillReport>[0]['head'] = HEAD,
) => drillReport({ activation, lines, head, telling: telling(activation, one.viewing(mona)) }).join('\n');
const DRILL = { kind: 'drill', domain: 'drill' };
const live = (one: Night): Activation => ({
  ...one.open,
  request: { ...one.open.request, live: { announcement: AnnouncementId.parse('LD-2026-0001'), action: one.open.request.why } },
});

describe('the report', () => {
  test('of a drill with two accounts says whether the second one was taken', () => {
    const one = night('in use', { ...DRILL, fallback: 'bg-admin-02' });
    expect(report(one)).toContain('- Account: bg-admin-01, fallback bg-admin-02, not taken');
    expect(report(one.does(rita, 'take-fallback', FAULT))).toContain('- Account: bg-admin-01, fallback bg-admin-02, taken');
  });
  test('of a dry drill says who, when, and that it does not count', () => {
    const text = report(night('closed', DRILL));
    expect(text).toContain('# Report of a dry drill: BG-2026-0001');
    expect(text).toContain('- Asked for by: Rita Requester\n- Operator: Rita Requester');
    expect(text).toContain('- Approved by: Aaron Approver and Bea Approver\n- Handed out by: Carl Custodian and Ada Auditor');
    expect(text).toContain('- Reviewed by: Mona Manager as a drill: “Everything that was done was authorised.”');
    expect(text).toContain('- Starts the clock of the account again: no, because it was dry');
    expect(text).toContain('- First vote: 03:11');
    expect(text).toMatch(/- Credential in hand: .*, after 35 min/);
    expect(text).toContain('## What did not\n\n- nothing');
    expect(text).toContain(`- Records: 120\n- Root: ${HEAD.root}\n- Signed by a checkpoint: up to record 119`);
  });
  test('of one that did not get far says what is still to come, and that nothing is signed yet', () => {
    const one = night('requested', DRILL);
    const text = report(one, [], one.open, { ...HEAD, signed: null });
    expect(text).toContain('- Approved by: nobody');
    expect(text).toContain('- First vote: not yet\n- Quorum: not yet\n- Credential in hand: not yet');
    expect(text).toContain('- Signed by a checkpoint: none yet');
    expect(report(night('not collected', DRILL))).toContain('- Quorum: 0');
    const unused = night('released', DRILL);
    unused.clock('lapse', ('grant' in unused.open ? (unused.open.grant?.collectBy ?? 0) : 0) + 1);
    expect(report(unused)).toContain('- Credential in hand: did not happen\n- In use: did not happen\n- Handed back: ');
    expect(report(night('review', DRILL))).toContain('- Closed: not yet');
  });
  test('says of what was seen by the product that it was, and of a claim that nobody saw it', () => {
    const claimed = () => night('walked').does(rita, 'finish-step', { step: 'look-around', choice: 'none' });
    const step = 'Look for other policies of the same change';
    expect(report(claimed())).toContain(`- ${step}, claimed, not yet seen`);
    expect(report(claimed().looked('right', 'none'))).toContain(`- ${step}, seen by Glassbreak`);
    expect(report(night('walked').looked('right', 'none'))).toContain(`- ${step}, seen by Glassbreak`);
    const wrong = report(claimed().looked('wrong', 'a second one'));
    expect(wrong).toContain(`## What did not\n\n- Seen wrong: ${step}: “a second one”`);
    expect(wrong).not.toContain(`- ${step}, `);
  });
  test('of what a sign-in opened names nobody that nobody knows', () => {
    expect(report(unapproved('seen'))).toContain('- Asked for by: nobody known\n- Operator: nobody known');
  });
  test('of a live drill names announcement and action, and why it does not count, or that it does', () => {
    const one = night('in use', DRILL);
    expect(report(one, [], live(one))).toContain('- Announced: LD-2026-0001, the one action: “');
    expect(report(one, [], live(one))).toContain('no, because the sign-in was not done and the named action was not done');
    one.does(rita, 'finish-step', { step: 'open-nothing' }).does(rita, 'finish-step', { step: 'sign-in', evidence: 'in' });
    one.does(rita, 'finish-step', { step: 'admin-task', evidence: 'done' });
    expect(report(one, [], live(one))).toContain('no, because no second person saw the action');
    one.does(bea, 'witness-step', { step: 'admin-task' });
    const text = report(one, [], live(one));
    expect(text).toContain('no, because it is not closed as a drill');
    expect(text).toContain(
      '- Hold the sealed parts without opening them\n- Sign in once with the account: “in”\n- Do the one named action, seen by Bea Approver: “done”',
    );
    const passed: Line = {
      seq: 9,
      at: START,
      activation: one.open.id,
      by: byPerson(mona.id),
      fact: { type: 'LiveDrillPassed', account: FIRST.id, signedIn: START },
    };
    expect(report(one, [passed], live(one))).toContain('- Starts the clock of the account again: yes');
  });
  test('says what failed, was skipped, was typed wrong, or came late', () => {
    const one = night('in use', DRILL).does(rita, 'skip-step', { step: 'open-nothing', why: 'no time' });
    one.does(rita, 'fail-step', { step: 'sign-in', why: 'error 53003' });
    one.clock('overdue', ('use' in one.open ? (one.open.use?.end ?? 0) : 0) + 1);
    const text = report(one, LINES);
    expect(text).toContain(
      '- Skipped: Hold the sealed parts without opening them: “no time”\n- Did not work: Sign in once with the account: “error 53003”',
    );
    expect(text).toContain('- The use went past its end\n- Wrong numbers: 1\n- Refusals: 2\n- Tasks opened again: 1');
    expect(text).toContain('Aaron Approver entered a wrong number');
    const lost = { ...one.open, steps: one.open.steps.map((entry) => ({ ...entry, step: 'gone', text: sha('lost') })) };
    expect(report(one, [], lost)).toContain('- Did not work: gone: \\[taken out later\\]'.replaceAll('\\', ''));
  });
  test('lets nothing that was typed become markup', () => {
    for (const why of HOSTILE) {
      const text = report(new Night().does(rita, 'request', { ...FILED, ...DRILL, why }));
      expect(text).not.toMatch(/(?<!\\)\[a\]|<at>|<b>|(?<!\\)`code|^# Heading/m);
      expect(text.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
    }
  });
});

describe('in a chat', () => {
  const closed = night('closed', DRILL);
  const titles = (who: typeof mona, one = closed) => buttons(drawReview(one.open, one.viewing(who))).map(({ title }) => title);
  test('managers and auditors find it on the review and on the timeline, once the drill is closed', () => {
    for (const who of [mona, ada]) expect(titles(who)).toContain('Report to file');
    for (const who of [aaron, carl]) expect(titles(who)).not.toContain('Report to file');
    expect(titles(mona, night('review', DRILL))).not.toContain('Report to file');
    expect(titles(mona, night('closed'))).not.toContain('Report to file');
    const drawn = (who: typeof mona | 'room') =>
      buttons(drawTimeline({ activation: closed.open, lines: [], page: 0 }, closed.viewing(who))).map(({ title }) => title);
    expect(drawn(mona)).toContain('Report to file');
    expect(drawn('room')).not.toContain('Report to file');
  });
  test('the card holds what fits, and says where the rest is', () => {
    const lines = drillReport({ activation: closed.open, lines: [], head: HEAD, telling: telling(closed.open, closed.viewing(mona)) });
    const whole = readable(sound(drawReport(closed.open, lines, closed.viewing(mona))).card);
    expect(whole).toContain('DRILL · DRY · REPORT');
    expect(whole).toContain('## The ledger');
    expect(whole).not.toContain('do not fit here');
    const long = Array.from({ length: 200 }, (_, at) => `${at} ${'ä'.repeat(500)}`);
    expect(readable(sound(drawReport(closed.open, long, closed.viewing(mona))).card)).toContain(
      'more lines do not fit here. The whole report: glassbreak drill-report BG-2026-0001',
    );
  });
});
