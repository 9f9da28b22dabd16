import { describe, expect, test } from '@jest/globals';
import { changeCount, changeLines, changeWords } from '../../cards/changes.ts';
import { readable } from '../../cards/plain.ts';
import { drawTasks } from '../../cards/tasks.ts';
import type { Person } from '../../dialogs/policy.ts';
import { bea, HOSTILE, mona, type Night, night, rita } from './sample.ts';
import { buttons, harmless, honest, inputs, verbs } from './sound.ts';

const shown = (one: Night, who: Person) =>
  honest(drawTasks(one.open, one.viewing(who, { focus: 'change-1' })), one.open, one.viewing(who, { focus: 'change-1' }));
const settled = (ended: 'back' | 'kept') =>
  night('returned').does(rita, 'do-task', { task: 'change-1', ended, evidence: 'Mona agreed at 05:00' }, 1);
const lines = (one: Night) => changeLines(one.open, one.viewing(mona)).map(({ lead, words }) => `${lead} ${words}`);

describe('The card of a change', () => {
  test('shows what was typed and asks whether it is put back or kept', () => {
    const read = readable(shown(night('returned'), rita).card);
    expect(read).toContain('Change 1: put it back, or say why it is kept');
    expect(read).toContain('Logged by Rita Requester. It was:  Require compliant device: on');
    expect(read).toContain('It is now:  Require compliant device: report-only');
    expect(read).toContain('To put it back:  Switch it on again after the exclusion list is mended');
    expect(read).toContain('[ What shows that it is put back; or why it is kept, and who agreed *: ____ ]');
    expect(read).toContain('< It is put back >  < It is kept, for this reason >');
    expect(verbs(shown(night('returned'), rita))).toEqual(['change', 'do-task']);
    const endings = buttons(shown(night('returned'), rita)).filter(({ verb }) => verb === 'do-task');
    expect(endings).toMatchObject([{ data: { task: 'change-1', ended: 'back' } }, { data: { task: 'change-1', ended: 'kept' } }]);
    expect(inputs(shown(night('returned'), rita))).toEqual(['evidence', 'was', 'is', 'back']);
  });
  test('tells whoever may confirm how it is said to have ended', () => {
    const back = readable(shown(settled('back'), bea).card);
    expect(back).toContain('put back by Rita Requester, waits for a second person');
    expect(back).toMatch(/Put back, says Rita Requester at .*: {2}Mona agreed at 05:00/u);
    expect(readable(shown(settled('kept'), bea).card)).toContain('kept by Rita Requester, waits for a second person');
  });
  test('takes whatever was typed as words', () => {
    for (const text of HOSTILE) {
      const one = night('in use').does(rita, 'change', { was: text, is: text, back: text }, 1).does(rita, 'hand-back', {}, 1);
      harmless(shown(one, rita));
    }
  });
  test('is nothing that another task shows', () => {
    const one = night('returned');
    expect(changeWords(one.open, 'sessions', one.viewing(rita))).toEqual([]);
  });
});

describe('The review', () => {
  const was = 'was Require compliant device: on → is Require compliant device: report-only.';
  test('lists each change and how it ended', () => {
    expect(lines(settled('back').does(bea, 'confirm-task', { task: 'change-1' }))).toEqual([
      `Change 1, put back, says Rita Requester, confirmed by Bea Approver: ${was} Seen: Mona agreed at 05:00`,
    ]);
    expect(lines(settled('kept').does(bea, 'confirm-task', { task: 'change-1' }))).toEqual([
      `Change 1, kept, says Rita Requester, confirmed by Bea Approver: ${was} Because: Mona agreed at 05:00`,
    ]);
  });
  test('says loudly what is not settled or not confirmed', () => {
    expect(lines(night('returned'))).toEqual([
      `! Change 1, not settled: ${was} To put back: Switch it on again after the exclusion list is mended`,
    ]);
    expect(lines(settled('kept'))).toEqual([`! Change 1, kept, says Rita Requester, not confirmed: ${was} Because: Mona agreed at 05:00`]);
  });
  test('counts how they ended', () => {
    expect(changeCount(night('walked').open)).toBe('Changes logged: 1');
    expect(changeCount(night('returned').open)).toBe('Changes logged: 1, of them put back 0, kept 0');
    expect(changeCount(settled('back').does(bea, 'confirm-task', { task: 'change-1' }).open)).toContain('put back 1, kept 0');
    expect(changeCount(settled('kept').does(bea, 'confirm-task', { task: 'change-1' }).open)).toContain('put back 0, kept 1');
    expect(changeCount(night('handed back', { kind: 'drill', domain: 'drill' }).open)).toBe('Changes logged: 0');
  });
});
