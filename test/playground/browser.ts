// A person's own Playground page in headless Chromium: what a human being would do and see there, for tests and pictures.
// Every act waits for the page by itself; none needs a pause before it.
import { chromium as launcher } from 'playwright-core';
import type { Browser, Locator, Page as Tab } from 'playwright-core';
import { chromium } from '../needs.ts';
import type { Page } from '../../bot/local/playground.ts';

/** One person's page. `newest` is the card that hangs lowest in the open conversation. */
export interface Screen {
  /** Opens the person's chat with the bot, or the room. Opening tells the bot of an installation each time. */
  readonly open: (place: 'chat' | 'room') => Promise<void>;
  /** Types a line and sends it; in the room the bot is mentioned first. */
  readonly type: (text: string) => Promise<void>;
  /** Clicks a button of the newest card by its title. */
  readonly click: (title: string) => Promise<void>;
  /** Types into an input of the newest card, found by its label. */
  readonly fill: (label: string, text: string) => Promise<void>;
  /** Takes one choice of an input of the newest card: a drop-down list, radio buttons or check boxes. */
  readonly choose: (label: string, choice: string) => Promise<void>;
  /** The text of each card in the open conversation, oldest first, as it can be seen. */
  readonly cards: () => Promise<readonly string[]>;
  /** Waits until the newest card shows this text; throws with what it shows instead. */
  readonly shows: (text: string, patience?: number) => Promise<void>;
  /** The newest card, or the whole page, as a PNG file. */
  readonly picture: (file: string, of?: 'card' | 'page') => Promise<void>;
  readonly tab: Tab;
  readonly close: () => Promise<void>;
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts a headless Chromium; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return launcher.launch({ executablePath: chromium, args: [...flags, ...quiet] });
}

/** Opens a person's page, in a browser context of its own, and waits until their chat is there. Nothing outside this machine is asked. */
export async function openScreen(browser: Browser, page: Page, viewport = { width: 1400, height: 1200 }): Promise<Screen> {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
  context.setDefaultTimeout(10_000);
  await context.route(
    (url) => url.hostname !== '127.0.0.1' && url.hostname !== 'localhost',
    (route) => route.abort(),
  );
  const tab = await context.newPage();
  await tab.goto(page.url);
  await tab.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
  await tab.getByRole('button', { name: 'Toggle Log Panel' }).click();
  return {
    open: (place) => tab.getByRole('treeitem').nth(place === 'chat' ? 0 : 1).click(),
    type: (text) => typeLine(tab, text),
    click: (title) => newest(tab).getByRole('button', { name: title, exact: true }).click(),
    fill: async (label, text) => fill(await input(tab, label), text),
    choose: async (label, choice) => choose(await input(tab, label), choice),
    cards: () => allCards(tab).allInnerTexts(),
    shows: (text, patience = 10_000) => shows(tab, text, patience),
    picture: async (file, of = 'page') => void (await (of === 'card' ? newest(tab) : tab).screenshot({ path: file })),
    tab,
    close: () => context.close(),
  };
}

const allCards = (tab: Tab): Locator => tab.locator('.ac-preview-panel');
const newest = (tab: Tab): Locator => allCards(tab).last();

/** The editor loses text that is set at once: it is typed key by key. A mention is chosen from the list that @ opens. */
async function typeLine(tab: Tab, text: string): Promise<void> {
  const editor = tab.getByRole('textbox').last();
  await editor.click();
  await editor.pressSequentially(text);
  await tab.getByRole('button', { name: 'Send Message' }).click();
}

/** The label's text may be followed by a star; the label names its input by id. */
async function input(tab: Tab, label: string): Promise<Locator> {
  const named = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?\\s*$`);
  const found = newest(tab).locator('label').filter({ hasText: named, visible: true }).last();
  const id = await found.getAttribute('for');
  return newest(tab).locator(`[id="${String(id)}"]`);
}

/** Typed key by key, because the input loses text that is set at once; leaving the input makes a number input take it. */
async function fill(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('ControlOrMeta+a');
  await field.press('Delete');
  await field.pressSequentially(text);
  await field.blur();
  const taken = await field.inputValue();
  if (taken !== text) throw new Error(`the input took "${taken}" instead of "${text}"`);
}

async function choose(field: Locator, choice: string): Promise<void> {
  if ((await field.getAttribute('role')) !== 'combobox') return field.getByLabel(choice, { exact: true }).check();
  await field.click();
  await field.page().getByRole('option', { name: choice, exact: true }).click();
}

async function shows(tab: Tab, text: string, patience: number): Promise<void> {
  try {
    await newest(tab).filter({ hasText: text }).waitFor({ timeout: patience });
  } catch {
    const seen = await allCards(tab).allInnerTexts();
    throw new Error(`the newest card does not show "${text}"; the cards show: ${JSON.stringify(seen)}`);
  }
}
