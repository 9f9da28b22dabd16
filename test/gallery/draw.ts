// Draws cards with Microsoft's renderer in headless Chromium: each sheet one picture in light and one in dark, with ShowCards opened below.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium as browsers, type Page } from 'playwright-core';
import type { CardJson } from '../../cards/view.ts';
import { hostConfig, PALETTES, type Scheme, SCHEMES } from './host-config.ts';

/** Cards that stand side by side in one picture. `width` of one card in CSS pixels: 320 is a phone. */
export interface Sheet {
  readonly name: string;
  readonly cards: readonly CardJson[];
  readonly width?: number;
}

const require = createRequire(import.meta.url);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Writes `<folder>/<name>-<scheme>.png` for every sheet and answers the paths. `executable` is a Chromium. */
export async function draw(sheets: readonly Sheet[], folder: string, executable = '/usr/bin/chromium'): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const browser = await browsers.launch({ executablePath: executable, args: FLAGS });
  const paths: string[] = [];
  try {
    const page = await browser.newPage({ deviceScaleFactor: 1 });
    for (const sheet of sheets) for (const scheme of SCHEMES) paths.push(await picture(page, sheet, { scheme, folder }));
  } finally {
    await browser.close();
  }
  return paths;
}

async function picture(
  page: Page,
  { name, cards, width = 480 }: Sheet,
  { scheme, folder }: { readonly scheme: Scheme; readonly folder: string },
): Promise<string> {
  await page.setViewportSize({ width: Math.min(cards.length, 3) * (width + 18) + 16, height: 400 });
  await page.setContent(`<style>${css(scheme, width)}</style><main></main>`);
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.min.js') });
  await page.addScriptTag({ content: IN_PAGE });
  await page.evaluate(`drawCards(${JSON.stringify(cards)}, ${JSON.stringify(hostConfig(scheme))})`);
  const path = join(folder, `${name}-${scheme}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}

function css(scheme: Scheme, width: number): string {
  const { page, text, grounds, line } = PALETTES[scheme];
  return `${readFileSync(require.resolve('adaptivecards/dist/adaptivecards.css'), 'utf8')}
    body { margin: 0; background: ${page}; font-family: 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif; }
    main { display: flex; flex-wrap: wrap; gap: 16px; padding: 16px; align-items: flex-start; }
    main > div { width: ${width}px; background: ${grounds.default}; border: 1px solid ${line}; border-radius: 6px; overflow: hidden; }
    .ac-pushButton { background: transparent; color: ${scheme === 'light' ? '#0f6cbd' : '#8ab8ff'}; border: 1px solid currentColor; border-radius: 4px; padding: 6px 12px; font-size: 14px; font-weight: 600; }
    .ac-pushButton.style-positive { background: #0f6cbd; color: #ffffff; }
    .ac-pushButton.style-destructive { background: transparent; color: ${scheme === 'light' ? '#c4314b' : '#f9a0ad'}; }
    .ac-input { background: ${grounds.default}; color: ${text}; border: 1px solid #8a8886; border-radius: 4px; padding: 6px 8px; font-size: 14px; }
    .ac-textBlock p, .ac-fact-value p { margin: 0; } .ac-textBlock { width: 100%; } .ac-textBlock ol, .ac-textBlock ul { margin: 0; padding-left: 22px; width: auto; }`;
}

/** Runs in the page. Markdown is the subset that Teams reads: escapes, bold, italic, links, lists. */
const IN_PAGE = String.raw`
function inline(text) {
  return text.replace(/\\([^\s\w])/g, (_, c) => '&#' + c.charCodeAt(0) + ';')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>').replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/(^|\W)[*_](.+?)[*_](?!\w)/g, '$1<i>$2</i>');
}
function markdown(text) {
  const safe = text.replace(/&(?!#)/g, '&amp;').replace(/</g, '&lt;');
  const lines = safe.split('\n').map((line) => {
    const item = /^(\d+)\. (.*)$/.exec(line), dot = /^[-*] (.*)$/.exec(line);
    if (item) return '<ol start="' + item[1] + '"><li>' + inline(item[2]) + '</li></ol>';
    if (dot) return '<ul><li>' + inline(dot[1]) + '</li></ul>';
    return line === '' ? '<br>' : '<p>' + inline(line) + '</p>';
  });
  return lines.join('');
}
function drawCards(cards, config) {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = markdown(text); result.didProcess = true; };
  const opened = (card) => (card.actions ?? []).flatMap((one) => one.type === 'Action.ShowCard' ? [one.card, ...opened(one.card)] : []);
  for (const json of cards) {
    const box = document.createElement('div');
    for (const one of [json, ...opened(json)]) {
      const card = new AdaptiveCard();
      card.hostConfig = new HostConfig(config);
      card.parse({ type: 'AdaptiveCard', version: '1.5', ...one }, new SerializationContext(Versions.v1_5));
      box.append(card.render());
    }
    document.querySelector('main').append(box);
  }
}`;
