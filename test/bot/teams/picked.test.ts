// Which calls are our message action, and what is read of the message.
import { expect, test } from '@jest/globals';
import { MESSAGE_ACTIONS, readQuote } from '../../../bot/teams/picked.ts';

const [FETCH = '', SUBMIT = ''] = [...MESSAGE_ACTIONS];
const OURS = { commandId: 'add-to-timeline', commandContext: 'message' };
const PAYLOAD = {
  id: '1',
  createdDateTime: '2026-11-23T01:12:00.000Z',
  body: { contentType: 'html', content: '<p>x</p>' },
  from: { user: { id: 'u', displayName: 'Aaron' }, application: null },
};
const NOTHING = { content: '', html: true, account: null, name: null, sent: null, id: null };

test('The two calls are the published ones', () => {
  expect([FETCH, SUBMIT]).toEqual(['composeExtension/fetchTask', 'composeExtension/submitAction']);
});

test('The dialog that is asked for brings the message, and no data', () => {
  expect(readQuote(FETCH, { ...OURS, messagePayload: PAYLOAD, data: { verb: 'note' } })).toEqual({
    picked: { content: '<p>x</p>', html: true, account: 'u', name: 'Aaron', sent: Date.UTC(2026, 10, 23, 1, 12), id: '1' },
    data: {},
  });
});

test('The dialog that is sent brings its data, and the message counts no more', () => {
  expect(readQuote(SUBMIT, { ...OURS, messagePayload: PAYLOAD, data: { verb: 'note' } })).toEqual({ picked: null, data: { verb: 'note' } });
  expect(readQuote(SUBMIT, { ...OURS, data: 'x' })).toEqual({ picked: null, data: {} });
});

test('Another command, another context and another call are none', () => {
  for (const value of [{}, { ...OURS, commandId: 'x' }, { ...OURS, commandContext: 'compose' }, { ...OURS, commandContext: null }])
    for (const name of MESSAGE_ACTIONS) expect(readQuote(name, value)).toBeNull();
  expect(readQuote('composeExtension/query', OURS)).toBeNull();
});

test.each<unknown>([undefined, null, 'x', 7, [], { body: null, from: 'x', createdDateTime: 'never', id: 7 }, { from: { user: [] } }])(
  'A message that is %j is one without words, sender and time',
  (messagePayload) => {
    expect(readQuote(FETCH, { ...OURS, messagePayload })).toEqual({ picked: NOTHING, data: {} });
  },
);

test('Words that are no HTML and the name of an app are read as such', () => {
  const messagePayload = { body: { contentType: 'text', content: 'x' }, from: { application: { displayName: 'Alarm' } } };
  expect(readQuote(FETCH, { ...OURS, messagePayload })?.picked).toMatchObject({ content: 'x', html: false, name: 'Alarm', account: null });
});
