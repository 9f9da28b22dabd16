// The night clicked in real Playground pages: six people, six pages, from the first choice to the closed activation, as somebody in front of
// a screen would do it. TEST_PICTURES names a folder that keeps a picture of each moment; TEST_NIGHT one for those of the README.
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { needs } from '../needs.ts';
import { openBrowser, openScreen, type Screen } from './browser.ts';
import { type Name, openTestHouse, type OpenHouse } from './house.ts';

const AT_PAGES = ['rita', 'aaron', 'bea', 'carl', 'mona', 'ada'] as const satisfies readonly Name[];
type AtPage = (typeof AT_PAGES)[number];

let house: OpenHouse;
let browser: Browser;
let at: Readonly<Record<AtPage, Screen>>;
let folder = '';
let moment = 0;
const keeping = process.env['TEST_PICTURES'];

const test = needs('chromium');

/** The moments that the README shows, in its order. */
const NIGHT = ['form', 'request', 'approval', 'vote', 'custody', 'step', 'room', 'task', 'review', 'timeline'] as const;

/** A picture of a moment: of the card given, else of the whole page. */
async function picture(name: string, of: { readonly picture: (file: string) => Promise<void> }): Promise<void> {
  moment += 1;
  await of.picture(join(folder, `${numbered(moment, name)}.png`));
}

/** The same for the README. */
async function shown(name: (typeof NIGHT)[number], of: { readonly picture: (file: string) => Promise<void> }): Promise<void> {
  await picture(name, of);
  const readme = process.env['TEST_NIGHT'];
  if (readme === undefined) return;
  await mkdir(readme, { recursive: true });
  await copyFile(join(folder, `${numbered(moment, name)}.png`), join(readme, `${numbered(NIGHT.indexOf(name) + 1, name)}.png`));
}

const numbered = (number: number, name: string): string => `${String(number).padStart(2, '0')}-${name}`;

/** Whatever arrives in an open conversation empties its inputs: fill only when nothing is on the way. */
async function calm(): Promise<void> {
  await house.idle();
  await new Promise((resolve) => setTimeout(resolve, 400));
}

async function numberFor(name: string): Promise<string> {
  const text = await at.rita.card('They ring you:').text();
  const number = new RegExp(`(\\d\\d)\\s+${name}`).exec(text)?.[1];
  if (number === undefined) throw new Error(`no number for ${name} in: ${text}`);
  // an Input.Number shows 7 for 07
  return String(Number(number));
}

const NUMBER = 'The number that Rita Requester read to you';

beforeAll(async () => {
  folder = keeping ?? (await mkdtemp(join(tmpdir(), 'pictures-')));
  await mkdir(folder, { recursive: true });
  house = await openTestHouse();
  browser = await openBrowser();
  const screens: [AtPage, Screen][] = [];
  for (const name of AT_PAGES) screens.push([name, await openScreen(browser, house.pages[name])]);
  at = Object.fromEntries(screens) as Record<AtPage, Screen>;
}, 240_000);

afterAll(async () => {
  await browser.close();
  await house.close();
  if (keeping === undefined) await rm(folder, { recursive: true, force: true });
}, 30_000);

test('the responder chooses what is broken and files the request', async () => {
  const { rita } = at;
  await rita.type('nobody can sign in since the new policy');
  await rita.shows('What is broken?');
  await calm();
  await picture('what-is-broken', rita);
  await rita.choose('Choose the nearest; you can say more in a moment', 'Conditional Access lock-out');
  await rita.click('Ask for an emergency account');
  await rita.shows('Can any other administrator still sign in?');
  await rita.click('Ask two people to approve');
  await rita.shows('Choose one: this decides whether an emergency account is needed');
  await rita.choose('Can any other administrator still sign in?', 'No, I have asked them');
  await rita.choose('For how long?', '120 min');
  await rita.fill(
    'Why? The approvers and the room will read it',
    'The new sign-in policy blocks every administrator since 02:10, nobody can open the portal',
  );
  await shown('form', rita.card('NOT YET FILED'));
  await rita.click('Ask two people to approve');
  await rita.shows('WAITING FOR APPROVAL');
  await calm();
  await shown('request', rita.card('WAITING FOR APPROVAL'));
}, 120_000);

test('two approvers enter the number they were read, and each finds the vote restated', async () => {
  const { aaron, bea, mona } = at;
  await aaron.card('YOUR APPROVAL IS NEEDED').shows('bg-admin-01');
  await shown('approval', aaron.card('YOUR APPROVAL IS NEEDED'));
  await mona.open('room');
  await mona.shows('0 of 2 approvals so far');
  await picture('room-requested', mona);
  const wrong = String((Number(await numberFor('Aaron Approver')) + 1) % 100);
  await aaron.card('YOUR APPROVAL IS NEEDED').fill(NUMBER, wrong);
  await aaron.card('YOUR APPROVAL IS NEEDED').click('Approve');
  await calm();
  await picture('approval-wrong-number', aaron.card('YOUR APPROVAL IS NEEDED'));
  await aaron.card('YOUR APPROVAL IS NEEDED').fill(NUMBER, await numberFor('Aaron Approver'));
  await aaron.card('YOUR APPROVAL IS NEEDED').click('Approve');
  await aaron.cardWith('That was not me').shows('BG-2026-0001');
  await calm();
  await picture('voted', aaron);
  await shown('vote', aaron.cardWith('That was not me'));
  await bea.card('YOUR APPROVAL IS NEEDED').click('Deny …');
  await bea.card('YOUR APPROVAL IS NEEDED').click('Deny this request');
  await picture('deny-without-a-reason', bea.card('YOUR APPROVAL IS NEEDED'));
  await bea.card('YOUR APPROVAL IS NEEDED').fill(NUMBER, await numberFor('Bea Approver'));
  await bea.card('YOUR APPROVAL IS NEEDED').click('Approve');
  await bea.card('YOU APPROVED').shows('BG-2026-0001');
  await mona.shows('APPROVED');
  await picture('room-approved', mona);
}, 120_000);

test('the custodians release against their live card and the clock of use starts', async () => {
  const { rita, carl, ada } = at;
  await calm();
  await picture('collect-request', rita.card('Meet these people'));
  for (const [name, seal] of [
    ['carl', 'A-1181'],
    ['ada', 'A-1182'],
  ] as const) {
    const screen = at[name];
    if (name === 'carl') await shown('custody', screen.cardWith('I have handed it over'));
    await screen.cardWith('I have handed it over').fill('Number of its seal', seal);
    await screen.cardWith('I have handed it over').click('I have handed it over');
    await screen.card(seal).shows('BG-2026-0001');
    await calm();
    await picture(`custody-${name}-released`, screen.card(seal));
  }
  expect(await carl.cards()).not.toHaveLength(0);
  expect(await ada.cards()).not.toHaveLength(0);
  await picture('collect-operation', rita.cardWith('I have the credential in hand'));
  await rita.cardWith('I have the credential in hand').click('I have the credential in hand');
  await rita.card('IN USE').shows('Step');
  await calm();
  await picture('in-use', rita);
}, 120_000);

test('the operator walks the runbook, logs a change and takes a note', async () => {
  const { rita } = at;
  const step = () => rita.cardWith('More …');
  await picture('step-check', step());
  await step().choose('Your answer (needed for Done)', '53003 Conditional Access blocked the sign-in');
  await step().click('Done');
  await calm();
  await shown('step', step());
  await rita.type('note the vendor rang back');
  await rita.shows('Your note is in the timeline');
  await calm();
  await picture('note', rita);
  await step().click('More …');
  await step().click('Log a change …');
  await step().fill('What you changed, and what it was before', 'Require compliant device: on for all users');
  await step().fill('It is now', 'report-only');
  await step().fill('How to put it back', 'On, when both accounts are excluded');
  await picture('change', step());
  await step().click('Write this change down');
  await step().shows('The change is logged');
  await picture('changed', step());
}, 120_000);

test('the steps are walked to the end and the account is handed back', async () => {
  const { rita, aaron, carl, ada, mona } = at;
  for (let count = 0; count < 20; count += 1) {
    await calm();
    const card = await rita.cardWith('More …').text();
    if (!/STEP \d+/.test(card)) break;
    await picture(`step-${String(count + 2)}`, rita.cardWith('More …'));
    await answerStep(rita, card);
    await rita.cardWith('More …').click(card.includes('Your decision') ? 'Decide' : 'Done');
    await calm();
    const confirming = aaron.cardWith('Confirm: I have looked myself');
    if ((await confirming.text()) !== '') {
      await picture('witness', confirming);
      await confirming.click('Confirm: I have looked myself');
      await calm();
    }
  }
  await picture('all-steps-done', rita.cardWith('Hand back …'));
  await rita.cardWith('Hand back …').click('Hand back …');
  await picture('hand-back', rita.cardWith('Hand back now'));
  await rita.cardWith('Hand back now').click('Hand back now');
  await calm();
  await picture('handed-back', rita);
  for (const [screen, seal] of [
    [carl, 'B-2201'],
    [ada, 'B-2202'],
  ] as const) {
    const part = screen.cardWith('I have it back, sealed');
    await picture(`return-${seal}`, part);
    await part.fill('Number of the new seal', seal);
    await part.click('I have it back, sealed');
    await screen.card(seal).shows('BG-2026-0001');
    await calm();
  }
  await mona.shows('HANDED BACK');
  await picture('room-handed-back', mona);
  await shown('room', mona.card('HANDED BACK'));
}, 300_000);

async function answerStep(rita: Screen, card: string): Promise<void> {
  const step = rita.cardWith('More …');
  if (card.includes('Link to what shows it'))
    await step.fill('Link to what shows it (needed for Done)', 'https://entra.example/policies/7');
  else if (card.includes('The number (needed for Done)')) await step.fill('The number (needed for Done)', '2');
  else if (card.includes('What you did and saw (needed for Done)'))
    await step.fill('What you did and saw (needed for Done)', 'Seen: as the step says');
  const decision = card.includes('Still not known') ? 'Conditional Access' : /One known policy blocks/.exec(card)?.[0];
  if (card.includes('Your decision') && decision !== undefined) await step.choose('Your decision (needed)', decision);
}

test('every task is done by one person and confirmed by another', async () => {
  await at.mona.open('chat');
  const worked = { 'do-task': 0, 'confirm-task': 0, 'open-test': 0 };
  for (let next = await nextTask(); next !== null; next = await nextTask()) {
    const { name, verb, button } = next;
    await calm();
    // an edit may come late to a page: what was seen there before it is looked for anew
    if (!(await hasButton(name, button))) continue;
    worked[verb] += 1;
    if (verb === 'open-test') await openTest(at[name], button);
    else await (verb === 'do-task' ? doTask(at[name], worked[verb], button) : confirmTask(at[name], worked[verb]));
    await calm();
  }
  expect(worked['do-task']).toBeGreaterThan(5);
  expect(worked['confirm-task']).toBe(worked['do-task']);
}, 600_000);

/** The buttons that settle a task, with what each of them asks for. */
const BUTTONS = [
  ['Confirm: I have looked myself', 'confirm-task'],
  ['Done', 'do-task'],
  ['It is put back', 'do-task'],
  ['It worked', 'do-task'],
  ['Open the window: 15 minutes from now', 'open-test'],
] as const;
interface Next {
  readonly name: AtPage;
  readonly verb: 'do-task' | 'confirm-task' | 'open-test';
  readonly button: string;
}

async function nextTask(): Promise<Next | null> {
  for (const name of AT_PAGES) for (const [button, verb] of BUTTONS) if (await hasButton(name, button)) return { name, verb, button };
  return null;
}

async function hasButton(name: AtPage, button: string): Promise<boolean> {
  return (await at[name].cardWith(button).text()) !== '';
}

async function doTask(screen: Screen, count: number, button: string): Promise<void> {
  const task = screen.cardWith(button);
  if (count < 3) await picture('task-to-do', task);
  const label =
    /(What you did and saw|Link to what shows it|The number|What shows that it is put back; or why it is kept, and who agreed)/.exec(
      await task.text(),
    )?.[0] ?? '';
  const evidence = label.startsWith('Link')
    ? 'https://entra.example/audit'
    : label.startsWith('The')
      ? '2'
      : 'Done at the console, printed and signed';
  await task.fill(label, evidence);
  await task.click(button);
}

/** Bea looks on. */
async function openTest(screen: Screen, button: string): Promise<void> {
  const task = screen.cardWith(button);
  await picture('test-to-open', task);
  await task.choose('Who looks on?', 'Bea Approver');
  await task.click(button);
}

async function confirmTask(screen: Screen, count: number): Promise<void> {
  const task = screen.cardWith('Confirm: I have looked myself');
  if (count === 2) await shown('task', task);
  await task.click('Confirm: I have looked myself');
}

test('somebody uninvolved reviews and closes; the room and the timeline say so', async () => {
  const { mona, rita } = at;
  for (const voter of [at.aaron, at.bea]) await voter.cardWith('I confirm my vote').click('I confirm my vote');
  const review = mona.cardWith('Sign the review');
  await shown('review', review);
  await review.fill('What was done, against what was authorised', 'As authorised: one policy was set to report-only and back');
  await review.fill('Ticket number, or why there is none', 'INC-4711');
  await review.choose('Legal duties to report, such as 72 hours after personal data were exposed', 'Looked at: none runs');
  await review.fill('Follow-up 1, if something is still to be done', 'Two people look before a policy is switched on');
  await review.choose('Who brings follow-up 1', 'Rita Requester');
  await review.today('Until when, follow-up 1');
  await review.choose('What was it?', 'A real emergency');
  await review.click('Sign the review');
  await mona.card('CLOSED').shows('BG-2026-0001');
  await calm();
  await picture('closed', mona.card('CLOSED'));
  await picture('closed-request', rita);
  const left = rita.cardWith('It is done');
  await picture('follow-up', left);
  await left.fill('How follow-up 1 was done', 'Every policy needs a second approver now, CHG-88');
  await left.click('It is done');
  await rita.card('FOLLOW-UPS DONE').shows('CHG-88');
  await mona.type('timeline BG-2026-0001');
  await mona.shows('TIMELINE');
  await calm();
  await shown('timeline', mona.card('TIMELINE'));
  await mona.open('room');
  await mona.shows('CLOSED');
  await picture('room-closed', mona);
}, 120_000);
