// The words of a Teams message without its HTML. What comes out is still what somebody typed, so whoever shows it treats it as such.
import { Parser } from 'htmlparser2';
import { cleanText } from '../../dialogs/typed.ts';
import type { PickedMessage } from './edge.ts';

/** Nobody reads more than this, and a parser should not. */
const MOST_HTML = 32_000;

const BREAKS: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const UNSAID: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template']);

/** The text as a person reads it: entities decoded, a line for each block, a picture’s or emoji’s alternative words; empty when there is none. */
export function textOfMessage({ content, html }: Pick<PickedMessage, 'content' | 'html'>): string {
  return cleanText(html ? withoutHtml(content.slice(0, MOST_HTML)) : content.slice(0, MOST_HTML))
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n[ \n]*/gu, '\n')
    .trim();
}

function withoutHtml(html: string): string {
  const said: string[] = [];
  let unsaid = 0;
  const parser = new Parser({
    onopentag(name, { alt }) {
      if (UNSAID.has(name)) unsaid += 1;
      if (BREAKS.has(name)) said.push('\n');
      if (alt !== undefined && unsaid === 0) said.push(alt);
    },
    ontext(text) {
      if (unsaid === 0) said.push(text);
    },
    onclosetag(name) {
      if (UNSAID.has(name)) unsaid -= 1;
      if (BREAKS.has(name)) said.push('\n');
    },
  });
  parser.end(html);
  return said.join('');
}
