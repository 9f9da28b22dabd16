// The card of those who watch a use without a part in it, and may revoke it: where it stands, and the way to end it.
import type { Activation } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { accountNames, fallbackFacts } from './account.ts';
import { template } from './bind.ts';
import { courseHead, drawCourse } from './course.ts';
import { frame } from './frame.ts';
import json from './oversight.json' with { type: 'json' };
import { brokenIn, stand } from './phase.ts';
import { readerOf } from './reader.ts';
import { nameOf, phoneOf, plain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  hasWhy: 'flag',
  whyTitle: 'text',
  why: 'text',
  facts: { each: { title: 'text', value: 'text' } },
} as const);

export function drawOversight(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const words = stand(activation, viewing);
  const operator = operatorNow(activation);
  const pieces = fill({
    hasWhy: words.why !== null,
    whyTitle: words.whyTitle,
    why: words.why === null ? '' : typedText(words.why, viewing, 600),
    facts: [
      { title: 'Broken', value: brokenIn(activation.request.domain) },
      ...fallbackFacts(activation, viewing),
      { title: 'Operator', value: `${nameOf(operator, viewing)}, ${phoneOf(operator, viewing)}` },
      { title: 'Bridge', value: plain(viewing.circumstances.policy.bridge, 120) },
    ],
  });
  const course = drawCourse(activation, reader, { viewing, beside: [], on: 'other' });
  const head = courseHead(activation, reader, viewing) ?? {
    ...words,
    summary: `${words.band.toLowerCase()}, ${accountNames(activation)}`,
  };
  return frame({ card: 'oversight', activation, ...head, body: [...pieces.body, ...course.body], actions: course.actions }, viewing);
}
