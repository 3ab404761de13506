import { expect, test } from 'vitest';
import { html } from '../../../adapters/page/html.ts';

test('what people write never becomes markup', () => {
  expect(html`<p title="${'"><img src=x>'}">${"<script>alert('x')</script> & co"}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;img src=x&gt;">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co</p>',
  );
});

test('pieces of HTML, lists of pieces and things that are absent are written as they are meant', () => {
  const items = ['un', 'deux'].map((word) => html`<li>${word}</li>`);
  expect(html`<ul>${items}</ul>${null}${false}${0}`.text).toBe('<ul><li>un</li><li>deux</li></ul>0');
});
