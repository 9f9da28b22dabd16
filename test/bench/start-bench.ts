// The bench of cold starts: the product as npm starts it, with an empty ledger, against a bare echo bot.
import { type Line, median, ratio } from './figures.ts';
import { coldStart, type Start, type Starting } from './start.ts';

/** Alternates the starts; answers the lines of the table. `cache` must be an empty folder: each program has compiled code of one start there. */
export async function benchStarts(starting: Starting & { readonly cache: string }, rounds: number): Promise<readonly Line[]> {
  const bare = { ...starting, cache: null };
  const found = { echo: [] as Start[], echoKept: [] as Start[], first: [] as Start[], product: [] as Start[] };
  await coldStart('product', starting);
  await coldStart('echo', starting);
  for (let round = 0; round < rounds; round += 1) {
    found.echo.push(await coldStart('echo', bare));
    found.product.push(await coldStart('product', starting));
    found.first.push(await coldStart('product', bare));
    found.echoKept.push(await coldStart('echo', starting));
    starting.world.forget();
  }
  const answered = (starts: readonly Start[]) => starts.map((start) => start.answered);
  const listening = (starts: readonly Start[]) => median(starts.map((start) => start.listening));
  return [
    { what: 'echo bot: first answer', value: median(answered(found.echo)), unit: 'ms' },
    { what: 'echo bot with kept code: first answer', value: median(answered(found.echoKept)), unit: 'ms' },
    { what: 'product, the very first start: first answer', value: median(answered(found.first)), unit: 'ms' },
    { what: 'product: first answer', value: median(answered(found.product)), unit: 'ms' },
    { what: 'the very first start: listening', value: listening(found.first), unit: 'ms' },
    { what: 'the very first start against a bare echo bot', value: ratio(answered(found.first), answered(found.echo)), unit: '×' },
    {
      what: 'product against an echo bot, both with kept code',
      value: ratio(answered(found.product), answered(found.echoKept)),
      unit: '×',
    },
    { what: 'product: listening', value: listening(found.product), unit: 'ms', most: 1_500 },
    {
      what: 'product against a bare echo bot: first answer',
      value: ratio(answered(found.product), answered(found.echo)),
      unit: '×',
      most: 1.3,
    },
  ];
}
