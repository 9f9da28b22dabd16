// A custodian's card about a use that nobody approved: release nothing, and how to write down what is out all the same.
import type { Activation } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { Head } from './custody-waiting.ts';
import { isReader } from './reader.ts';
import { nameOf, plain } from './text.ts';
import type { Viewing } from './view.ts';

/** The head, and the box beneath it. */
export interface Unapproved {
  readonly head: Head;
  readonly boxTitle: string;
  readonly box: string;
}

const WARNED = 'nobody approved this use, release nothing';

/** A part that this custodian still keeps, as far as the record knows. */
export function toWriteDown(activation: Activation, viewing: Viewing): Unapproved {
  const { request } = activation;
  const operator = nameOf(operatorNow(activation), viewing);
  return {
    head: {
      tone: 'attention',
      band: 'RELEASE NOTHING',
      heading: `Nobody approved the use of **${request.account}** by **${operator}**. Release nothing`,
      second: 'Only two people could have allowed it, and they did not. Look whether your part is where it belongs.',
      summary: WARNED,
    },
    boxTitle: 'Only if it is already out',
    box: `If you did hand your part to ${operator}, write it down here: then it comes back under a new seal, and the review reads it. If it is gone and you did not, ring the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}.`,
  };
}

/** Nothing to write down: no part of theirs, it is out already, or nobody knows yet to whom. */
export function nothingToWriteDown(activation: Activation, viewing: Viewing): Head {
  const { request, released } = activation;
  const duty = `Look whether your part is where it belongs. If it is not, ring the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}.`;
  const own = isReader(operatorNow(activation), viewing) ? 'You went in yourself, so another custodian must write down what is out.' : duty;
  return {
    tone: 'attention',
    band: 'RELEASE NOTHING',
    heading: `Nobody approved the use of **${request.account}**. Release nothing`,
    second: released.size === 0 ? own : 'What is out is on record. This card will say when it is to be taken back.',
    summary: WARNED,
  };
}
