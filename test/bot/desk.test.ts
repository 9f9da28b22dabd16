// Who somebody is, what they asked, and the view that their cards are drawn from.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Desk, textHashes } from '../../bot/desk.ts';
import { isFault } from '../../dialogs/handle.ts';
import { ActivationId } from '../../ledger/ids.ts';
import type { Text } from '../../ledger/store.ts';
import { AARON, closeHouse, type House, openHouse, REQUEST, RITA, turn } from './house.ts';
import { scratch } from './store/scratch.ts';

const path = scratch();
let house: House;
beforeAll(async () => {
  house = await openHouse(path('desk'));
});
afterAll(() => closeHouse(house));

const FIRST = ActivationId.parse('BG-2026-0001');

describe('who', () => {
  test('is found by tenant and object id alone, in any case', () => {
    expect(house.desk.who(RITA)?.person.name).toBe('Rita Requester');
    expect(house.desk.who({ tenant: RITA.tenant.toUpperCase(), account: RITA.account.toUpperCase() })?.person.id).toBe('E1001');
  });

  test('is nobody without an id, with half an id, of another tenant, or not on the roster', () => {
    expect(house.desk.who(null)).toBeNull();
    expect(house.desk.who({ ...RITA, account: 'Rita Requester' })).toBeNull();
    expect(house.desk.who({ ...RITA, tenant: 'ffffffff-0000-4000-8000-00000000aaaa' })).toBeNull();
    expect(house.desk.who({ ...RITA, account: 'eeeeeeee-0000-4000-8000-000000000001' })).toBeNull();
  });
});

describe('what is read', () => {
  test('the same words of the same person about the same thing are the same fact; of another, another', async () => {
    const [rita, aaron] = [house.desk.who(RITA), house.desk.who(AARON)];
    if (rita === null || aaron === null) throw new Error('not on the roster');
    const note = { verb: 'note', activation: 'BG-2026-0001', text: 'seen' };
    expect(house.desk.read(note, rita)).toEqual(house.desk.read(note, rita));
    expect(house.desk.read(note, rita)).not.toEqual(house.desk.read(note, aaron));
    expect(house.desk.read(note, rita)).not.toEqual(house.desk.read({ ...note, activation: 'BG-2026-0002' }, rita));
    await expect(Promise.resolve(house.desk.read({ verb: { toString: 1 }, activation: [] }, rita))).resolves.toEqual([
      expect.objectContaining({ field: 'verb' }),
    ]);
  });
});

describe('an activation', () => {
  test('is on the board, is found, and has its lines and its texts', async () => {
    await turn(house, RITA, REQUEST);
    await turn(house, AARON, { verb: 'note', activation: FIRST, text: 'on my way' });
    const board = await house.desk.board();
    if (isFault(board)) throw new Error(board.cause);
    const [activation] = board.open;
    if (activation === undefined) throw new Error('nothing is open');
    expect(activation.id).toBe(FIRST);
    expect(await house.desk.find(FIRST)).toBe(activation);
    expect(await house.desk.find(ActivationId.parse('BG-2026-0009'))).toBeNull();
    expect((await house.desk.lines(FIRST)).map(({ fact }) => fact.type)).toEqual(['Requested', 'NoteTaken']);
    const viewing = await house.desk.viewing(house.desk.who(AARON)?.person ?? null, board, { activation });
    expect(viewing.text(activation.request.why)).toBe('locked [31m out\nsince two');
    expect(textHashes(activation).map((hash) => viewing.text(hash))).toEqual(['locked [31m out\nsince two', 'on my way']);
    const forged: Text = { hash: activation.request.why, salt: '', text: 'Mona said so' };
    const after = new Desk({
      ...house.parts,
      store: { ...house.files.store, texts: () => Promise.resolve(new Map([[forged.hash, forged]])) },
    });
    expect((await after.viewing(null, board, { activation })).text(activation.request.why)).toBeNull();
    const fact = { type: 'TextRedacted' as const, record: 2, hash: activation.request.why, why: activation.request.why };
    house.desk.forgetTexts([fact, { type: 'VoteVoided' }]);
    expect(viewing.text(activation.request.why)).toBeNull();
    expect(viewing.taken(activation.request.why)).toBeNull();
    expect(viewing.zone).toBe('Europe/Berlin');
    expect(viewing.circumstances.actor).toMatchObject({ kind: 'person' });
    const room = await house.desk.viewing(null, board, { activation, notice: { tone: 'good', text: 'x' }, focus: 'y' });
    expect(room).toMatchObject({ zone: 'Europe/Berlin', focus: 'y', notice: { text: 'x' }, circumstances: { actor: { kind: 'product' } } });
    expect(house.desk.offersDomain('conditional-access')).toBe(true);
    expect(house.desk.offersDomain('volcano')).toBe(false);
  });

  test('a store that fails is a fault, not a throw', async () => {
    const other = await openHouse(path('closed'));
    await closeHouse(other);
    expect(await other.desk.board()).toMatchObject({ kind: 'fault', code: 'store-down' });
    expect(await other.desk.find(FIRST)).toMatchObject({ kind: 'fault', code: 'store-down' });
  });
});
