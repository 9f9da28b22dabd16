// Free text -> the runbooks that fit, the best first. Words are matched in any order, also when they are cut short or mistyped; what has
// nothing to do with any of them finds nothing.
import MiniSearch from 'minisearch';
import { type Runbook, RunbookId } from './runbook.ts';

/** `score`: more is better; comparable within one search only. */
export interface Found {
  readonly id: RunbookId;
  readonly score: number;
}

/** What is read of a text: more is no phrase. */
const LONGEST = 500;
/** A runbook below this share of the best one's score is none that somebody could mean. */
const SHARE = 0.25;
/** Less than this, times the weight of a word that stands in one runbook alone, is chance: a word that only sounds alike, or one of many. */
const LEAST = 5.3;
/** A sentence of at least so many words that say something must share more than one of them with a runbook. */
const SENTENCE = 4;

/** A library as it stands: the index of the same list is made once. */
type Offered = readonly { readonly runbook: Runbook }[];

/** The runbooks whose words, title, summary or steps fit, ranked; empty when none does. */
export function find(text: string, offered: Offered): readonly Found[] {
  const said = text.slice(0, LONGEST);
  const terms = new Set(
    tokenize(said)
      .map(processTerm)
      .filter((term) => term !== null),
  );
  const shared = terms.size < SENTENCE ? 1 : 2;
  const found = indexOf(offered).search(said, {
    filter: ({ queryTerms }) => new Set(queryTerms).size >= shared,
    prefix: (term) => term.length > 3,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    maxFuzzy: 2,
    weights: { fuzzy: 0.3, prefix: 0.5 },
    boost: { words: 3, title: 3, summary: 1.5 },
  });
  const least = Math.max(LEAST * Math.log(1 + (offered.length - 0.5) / 1.5), (found[0]?.score ?? 0) * SHARE);
  return found.filter(({ score }) => score >= least).map(({ id, score }) => ({ id: RunbookId.parse(id), score }));
}

const indices = new WeakMap<Offered, MiniSearch>();

function indexOf(offered: Offered): MiniSearch {
  const known = indices.get(offered);
  if (known !== undefined) return known;
  const index = new MiniSearch({ fields: ['words', 'title', 'summary', 'steps'], tokenize, processTerm });
  index.addAll(
    offered.map(({ runbook: { id, words, title, summary, steps } }) => ({
      id,
      title,
      summary,
      words: words.join(' '),
      steps: steps.map((step) => step.title).join(' '),
    })),
  );
  indices.set(offered, index);
  return index;
}

function tokenize(text: string): string[] {
  return text
    .normalize('NFKC')
    .replace(/\bno(?:\s+|-)?one\b(?![\s-]+(?:time|off)\b)/giu, 'nobody')
    .split(/[^\p{L}\p{N}]+/u);
}

/** Words that say nothing about what is broken. */
const EMPTY = new Set(
  `a about after again against all an and any anymore are as at be been before but by can could did do does for from get had has have he help
  how i if in into is it its just me more my no not now of on or our out please she since so some that the their them then there they this
  to up us was we were what when where which who why will with you your`.split(/\s+/),
);

/** One form for the forms of a word, roughly; null for a word that says nothing. */
function processTerm(term: string): string | null {
  const word = term.toLowerCase().replace(/’s$|'s$/u, '');
  if (word === '' || EMPTY.has(word)) return null;
  if (word.length < 5 || /\d/.test(word)) return word;
  return word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?<![sui])s$/, '')
    .replace(/(?:ing|ed)$/, '');
}
