// What of a Teams message is words.
import { expect, test } from '@jest/globals';
import { textOfMessage } from '../../../bot/teams/message-text.ts';

const text = (content: string) => textOfMessage({ content, html: true });

test('Tags go, entities are read, and each block is a line', () => {
  expect(text('<div><p>One <b>two</b>&nbsp;&amp; &lt;three&gt;</p>\n\n<ul><li>four</li><li>five<br>six</li></ul></div>')).toBe(
    'One two & <three>\nfour\nfive\nsix',
  );
});

test('A mention is its name, an emoji or picture its words, an attachment nothing', () => {
  expect(text('<at id="0">Aaron</at> done <emoji alt="👍" title="Yes"></emoji><img alt="chart"/><attachment id="a"></attachment>')).toBe(
    'Aaron done 👍chart',
  );
});

test('Scripts, styles and what nobody reads are no words', () => {
  expect(text('a<style>p{color:red}</style><script>alert(1)<img alt="x"></script><template><img alt="y">z</template>b')).toBe('ab');
});

test('Text that is no HTML stays as it was typed', () => {
  expect(textOfMessage({ content: ' a <b>  & c \r\n\r\n d ', html: false })).toBe('a <b> & c\nd');
});

test('Broken, hostile and endless HTML ends in bounded words, soon', () => {
  expect(text('</p></p><b <i>x')).toBe('x');
  expect(text('')).toBe('');
  const from = performance.now();
  expect(text('<b>'.repeat(80_000))).toBe('');
  expect(text(`${'<b>'.repeat(5_000)}${'</i>'.repeat(60_000)}`)).toBe('');
  expect(text('x'.repeat(200_000))).toHaveLength(32_000);
  expect(performance.now() - from).toBeLessThan(2_000);
});
