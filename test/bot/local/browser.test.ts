// Real Playground pages in Chromium: what a person types, fills and clicks arrives as that person, and the bot's edits repaint the page.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { startBot } from '../../playground/bot.ts';
import type { Json } from '../../playground/bot.ts';
import { openBrowser, openScreen } from '../../playground/browser.ts';
import { startFor } from '../../playground/start.ts';
import { needs } from '../../needs.ts';

const card = (text: string): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text },
    { type: 'Input.Text', id: 'why', label: 'Why', isRequired: true, errorMessage: 'Say why.' },
    { type: 'Input.ChoiceSet', id: 'broken', label: 'What is broken', choices: [{ title: 'Sign-in', value: 'sign-in' }] },
    { type: 'Input.ChoiceSet', id: 'when', label: 'When', style: 'expanded', choices: [{ title: 'Now', value: 'now' }] },
  ],
  actions: [{ type: 'Action.Execute', verb: 'file', title: 'File it', data: { k: 1 } }],
});

const dataOf = (value: Json | undefined): unknown => (value as { readonly action: { readonly data: unknown } } | undefined)?.action.data;

needs('chromium')(
  'in each person’s page typing, filling and clicking arrive as that person, and the page follows the bot',
  async () => {
    const bot = await startBot(({ from }) => ({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: `filed by ${from.name}` }],
    }));
    const started = await startFor(2, bot.endpoint);
    const folder = process.env['TEST_PICTURES'] ?? (await mkdtemp(join(tmpdir(), 'pictures-')));
    const browser = await openBrowser();
    try {
      for (const page of started.pages) {
        const screen = await openScreen(browser, page);
        const name = page.person.name;
        await screen.type(`hello from ${name}`);
        const place = { serviceUrl: page.serviceUrl, conversation: page.seat.chat };
        const message = await bot.post(place, card('first'));
        await screen.shows('first');
        await bot.edit(place, message, card('edited'));
        await screen.shows('edited');
        await screen.fill('Why', 'because **it** broke');
        await screen.choose('What is broken', 'Sign-in');
        await screen.choose('When', 'Now');
        await screen.picture(join(folder, `${page.seat.slug}-chat.png`));
        await screen.click('File it');
        await screen.shows(`filed by ${name}`);
        await screen.picture(join(folder, `${page.seat.slug}-card.png`), 'card');
        await screen.open('room');
        await screen.mention(`status from ${name}`);
        await bot.post({ serviceUrl: page.serviceUrl, conversation: page.seat.room }, card('in the room'));
        await screen.shows('in the room');
        await screen.picture(join(folder, `${page.seat.slug}-room.png`));
        expect(await screen.cards()).toHaveLength(1);
        await expect(screen.shows('never there', 100)).rejects.toThrow(
          'the newest card does not show "never there"; the cards show: ["in the room',
        );
        await screen.close();

        const said = bot.arrived.filter(({ text, type }) => type === 'message' && text.endsWith(`from ${name}`));
        expect(said.map(({ from, conversation }) => [from.account, conversation])).toEqual([
          [page.person.account, page.seat.chat],
          [page.person.account, page.seat.room],
        ]);
        const click = bot.arrived.find(({ replyTo }) => replyTo === message);
        expect(click?.from.account).toBe(page.person.account);
        expect(dataOf(click?.value)).toEqual({ k: 1, why: 'because **it** broke', broken: 'sign-in', when: 'now' });
      }
    } finally {
      await browser.close();
      await started.stop();
      await bot.stop();
      if (process.env['TEST_PICTURES'] === undefined) await rm(folder, { recursive: true, force: true });
    }
  },
  180_000,
);
