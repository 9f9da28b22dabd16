// What the edge itself has to say: a click that no card of ours sends, a fault of our own, an answer that takes longer.
import type { ButtonData } from '../../cards/frame.ts';
import { drawSaid } from '../../cards/said.ts';
import type { EdgeCards } from './answer.ts';

export const edgeCards: EdgeCards = {
  malformed: () =>
    drawSaid({
      tone: 'attention',
      band: 'NOTHING WAS RECORDED',
      heading: 'Nothing was done',
      text: 'This button is not one that this release knows. Type “status” to see what is open.',
    }),
  failed: (reference) =>
    drawSaid({
      tone: 'attention',
      band: 'FAULT',
      heading: 'That did not work',
      text: `Something is wrong in Glassbreak itself. What was recorded before is safe; press the button again. Reference ${reference} (bug).`,
    }),
  late: ({ verb, data }) =>
    drawSaid({
      tone: 'attention',
      band: 'STILL AT WORK',
      heading: 'This takes longer than usual',
      text: 'What you did is not known to be recorded yet; look again in a moment. Pressing twice does it once.',
      buttons: [{ title: 'Look again', verb, data: plainOnly(data) }],
    }),
};

/** Texts and numbers: what our own buttons carry. Without the count of tries a vote pressed again would not be the same vote. */
function plainOnly(data: Readonly<Record<string, unknown>>): ButtonData {
  const isPlain = (entry: readonly [string, unknown]): entry is [string, string | number] =>
    typeof entry[1] === 'string' || Number.isSafeInteger(entry[1]);
  return Object.fromEntries(Object.entries(data).filter(isPlain));
}
