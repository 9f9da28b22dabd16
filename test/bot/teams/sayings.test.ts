import { expect, test } from '@jest/globals';
import { Sayings } from '../../../bot/teams/sayings.ts';

const place = { serviceUrl: 'https://smba.trafficmanager.net/emea/', conversation: 'a:rita' };
const saying = (text: string) => ({ notice: { tone: 'good', text }, focus: null, also: <T>(shown: T) => shown }) as const;

test('what is said above a message is kept for a minute, for that message in that conversation at that service', () => {
  let now = 0;
  const sayings = new Sayings(() => now);
  const said = saying('first');
  sayings.put(place, 'm1', said);
  now = 60_000;
  expect(sayings.of(place, 'm1')).toBe(said);
  expect(sayings.of(place, 'm2')).toBeNull();
  expect(sayings.of({ ...place, conversation: 'a:aaron' }, 'm1')).toBeNull();
  expect(sayings.of({ ...place, serviceUrl: 'http://127.0.0.1/' }, 'm1')).toBeNull();
  now = 60_001;
  expect(sayings.of(place, 'm1')).toBeNull();
});

test('the newest says it, and nothing is said any more when nothing is', () => {
  const sayings = new Sayings(() => 0);
  const second = saying('second');
  sayings.put(place, 'm1', saying('first'));
  sayings.put(place, 'm1', second);
  expect(sayings.of(place, 'm1')).toBe(second);
  sayings.put(place, 'm1', null);
  expect(sayings.of(place, 'm1')).toBeNull();
});

test('of a thousand and one, the oldest goes', () => {
  const sayings = new Sayings(() => 0);
  for (let nth = 0; nth <= 1_000; nth += 1) sayings.put(place, `m${nth}`, saying(`${nth}`));
  expect(sayings.of(place, 'm0')).toBeNull();
  expect(sayings.of(place, 'm1')?.notice.text).toBe('1');
  expect(sayings.of(place, 'm1000')?.notice.text).toBe('1000');
});
