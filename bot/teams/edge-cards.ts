// What the edge itself has to say: a click that no card of ours sends, a fault of our own, an answer that takes longer.
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
      buttons: [{ title: 'Look again', verb, data: textsOnly(data) }],
    }),
};

function textsOnly(data: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
