// A person's own Playground page in headless Chromium: what a human being would do and see there, for tests and pictures.
// Every act waits for the page by itself. Whatever is posted or edited in the open conversation empties the inputs of all its cards
// and closes what Action.ShowCard had opened: fill and click without anything arriving in between.
import { chromium as launcher } from 'playwright-core';
import type { Browser, Locator, Page as Tab } from 'playwright-core';
import { chromium } from '../needs.ts';
import type { Page } from '../../bot/local/playground.ts';

/** One card in the open conversation, found anew for every act: edits and new posts replace what is on the page. */
export interface Card {
  /** Clicks a button by its title. */
  readonly click: (title: string) => Promise<void>;
  /** Types into an input, found by its label. */
  readonly fill: (label: string, text: string) => Promise<void>;
  /** Chooses today in a date. */
  readonly today: (label: string) => Promise<void>;
  /** Takes one choice of an input: a drop-down list, radio buttons or check boxes. */
  readonly choose: (label: string, choice: string) => Promise<void>;
  /** Waits until the card shows this text; throws with what the cards show instead. */
  readonly shows: (text: string, patience?: number) => Promise<void>;
  /** Its text as it can be seen; '' when there is no such card. */
  readonly text: () => Promise<string>;
}

export interface Pictured extends Card {
  /** The card as a PNG file. */
  readonly picture: (file: string) => Promise<void>;
}

/** One person's page. As a card it is the newest: the one that hangs lowest in the open conversation. */
export interface Screen extends Card {
  /** The lowest card that shows this text. */
  readonly card: (showing: string | RegExp) => Pictured;
  /** The lowest card that has this button. */
  readonly cardWith: (button: string) => Pictured;
  /** Opens the person's chat with the bot, or the room. Opening tells the bot of an installation each time. */
  readonly open: (place: 'chat' | 'room') => Promise<void>;
  /** Types a line and sends it. */
  readonly type: (text: string) => Promise<void>;
  /** The same with the bot mentioned first: the room's lines reach the bot only so. */
  readonly mention: (text: string) => Promise<void>;
  /** The text of each card in the open conversation, oldest first, as it can be seen. */
  readonly cards: () => Promise<readonly string[]>;
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

/** Higher than the cards: a window that has to grow for a picture draws its cards anew, and what was typed into them is gone. */
const WINDOW = { width: 1400, height: 2400 } as const;

/** Opens a person's page, in a browser context of its own, and waits until their chat is there. Nothing outside this machine is asked. */
export async function openScreen(browser: Browser, page: Page, viewport = WINDOW): Promise<Screen> {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
  context.setDefaultTimeout(30_000);
  await context.route(
    (url) => url.hostname !== '127.0.0.1' && url.hostname !== 'localhost',
    (route) => route.abort(),
  );
  const tab = await context.newPage();
  await tab.goto(page.url);
  await tab.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
  await hideLog(tab);
  const one = (card: Locator) => ({ ...cardOf(tab, card), picture: (file: string) => picture(tab, file, card) });
  return {
    ...cardOf(tab, newest(tab)),
    card: (showing) => one(allCards(tab).filter({ hasText: showing }).last()),
    cardWith: (button) =>
      one(
        allCards(tab)
          .filter({ has: tab.getByRole('button', { name: button, exact: true }) })
          .last(),
      ),
    open: (place) => open(tab, place),
    type: (text) => typeLine(tab, text),
    mention: (text) => typeLine(tab, text, true),
    cards: () => allCards(tab).allInnerTexts(),
    picture: (file, of = 'page') => picture(tab, file, of === 'card' ? newest(tab) : null),
    tab,
    close: () => context.close(),
  };
}

function cardOf(tab: Tab, card: Locator): Card {
  return {
    click: (title) => card.getByRole('button', { name: title, exact: true }).last().click(),
    fill: (label, text) => again(async () => fill(await input(card, label), text)),
    choose: (label, choice) => again(async () => choose(await input(card, label), choice)),
    today: (label) => again(async () => today(await input(card, label))),
    shows: (text, patience = 30_000) => shows(tab, card, { text, patience }),
    text: async () => (await card.allInnerTexts()).join('\n'),
  };
}

const allCards = (tab: Tab): Locator => tab.locator('.ac-preview-panel');
const newest = (tab: Tab): Locator => allCards(tab).last();

/** The log panel opens by itself after the page is there, and takes a third of it. */
async function hideLog(tab: Tab): Promise<void> {
  const title = tab.getByText('Log Panel', { exact: true });
  await title.waitFor({ timeout: 3000 }).catch(() => undefined);
  if (await title.isVisible()) await tab.getByRole('button', { name: 'Toggle Log Panel' }).click();
  await title.waitFor({ state: 'hidden' });
}

/** A card higher than the window would be cut: the window grows first. Without a card: the whole page. */
async function picture(tab: Tab, path: string, card: Locator | null): Promise<void> {
  const box = card === null ? null : await card.boundingBox();
  const size = tab.viewportSize();
  if (box !== null && size !== null && box.height + 300 > size.height) {
    await tab.setViewportSize({ ...size, height: Math.ceil(box.height) + 300 });
    // the page draws its cards anew, with new ids for their inputs
    await tab.waitForTimeout(700);
  }
  await (card ?? tab).screenshot({ path });
}

const places = { chat: 0, room: 1 } as const;

async function open(tab: Tab, place: keyof typeof places): Promise<void> {
  await tab.getByRole('treeitem').nth(places[place]).click();
}

/** The editor loses text that is set at once: it is typed key by key. The list that @ opens has the bot on top. */
async function typeLine(tab: Tab, text: string, mention = false): Promise<void> {
  const editor = tab.locator('[data-lexical-editor]');
  await editor.click();
  if (mention) {
    await editor.pressSequentially('@');
    await tab.getByRole('menuitem').first().click();
    await editor.pressSequentially(' ');
  }
  await editor.pressSequentially(text);
  await tab.getByRole('button', { name: 'Send Message' }).click();
  await tab.locator('[data-lexical-editor]').filter({ hasNotText: text }).waitFor();
}

/** The label's text may be followed by a star; the label names its input by id. */
async function input(card: Locator, label: string): Promise<Locator> {
  const named = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?\\s*$`);
  const found = card.locator('label').filter({ hasText: named, visible: true }).last();
  const id = await found.getAttribute('for');
  return card.locator(`[id="${String(id)}"]`);
}

/** The page may draw a card anew under our hands, with new ids for its inputs: then the input is looked up once more. */
async function again(work: () => Promise<void>): Promise<void> {
  for (let left = 3; ; left -= 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

const SOON = { timeout: 5_000 };

/** Typed key by key, because the input loses text that is set at once; leaving the input makes a number input take it. */
async function fill(field: Locator, text: string): Promise<void> {
  await field.click(SOON);
  await field.press('ControlOrMeta+a', SOON);
  await field.press('Delete', SOON);
  await field.pressSequentially(text);
  await field.blur();
  const taken = await field.inputValue();
  if (taken !== text) throw new Error(`the input took "${taken}" instead of "${text}"`);
}

/** The field opens a calendar; text is not taken. */
async function today(field: Locator): Promise<void> {
  await field.click(SOON);
  await field.page().locator('[role="gridcell"][aria-current="date"]').last().click(SOON);
}

async function choose(field: Locator, choice: string): Promise<void> {
  if ((await field.getAttribute('role')) !== 'combobox') return field.getByText(choice, { exact: true }).click();
  await field.click();
  await field.page().getByRole('option', { name: choice, exact: true }).click();
}

async function shows(tab: Tab, card: Locator, { text, patience }: { readonly text: string; readonly patience: number }): Promise<void> {
  try {
    await card.filter({ hasText: text }).waitFor({ timeout: patience });
  } catch {
    const seen = await allCards(tab).allInnerTexts();
    throw new Error(`the newest card does not show "${text}"; the cards show: ${JSON.stringify(seen)}`);
  }
}
