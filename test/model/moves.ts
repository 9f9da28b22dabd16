// What may happen in a night of the second reading: acts, late cards, repeated clicks, deaths, jumps of the clock, changes of the roster.
import fc from 'fast-check';

const MINUTE = 60_000;

/** One move; its numbers are taken modulo whatever there is to choose from. */
export type Move =
  | { readonly do: 'act'; readonly who: number; readonly what: number; readonly about: number; readonly die: 'no' | 'before' | 'after' }
  | { readonly do: 'keep'; readonly who: number; readonly what: number }
  | { readonly do: 'late' | 'again' | 'clock' | 'crash' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'deadline'; readonly off: number }
  | { readonly do: 'roster'; readonly how: 'role' | 'join' | 'split' | 'leave' | 'restore'; readonly who: number; readonly other: number };

const act = fc.record({
  do: fc.constant('act' as const),
  who: fc.nat(999),
  what: fc.nat(999),
  about: fc.constantFrom(0, 0, 0, 0, 1),
  die: fc.constantFrom('no', 'no', 'no', 'no', 'no', 'no', 'before', 'after'),
});
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 70, arbitrary: act },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('keep' as const), who: fc.nat(999), what: fc.nat(999) }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constantFrom('late', 'again', 'clock', 'crash') }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, MINUTE, MINUTE, 11 * MINUTE, -2_000, -60_000) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deadline' as const), off: fc.constantFrom(0, 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('roster' as const),
      how: fc.constantFrom('role', 'join', 'split', 'leave', 'restore'),
      who: fc.nat(99),
      other: fc.nat(99),
    }),
  },
);
export const moves = fc.array(move, { size: 'max', minLength: 40, maxLength: 140 });
