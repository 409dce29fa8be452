import { describe, expect, it } from '@jest/globals';
import { htmlTable } from '../../../src/report/pages/html-page.js';

describe('htmlTable', () => {
  it('sets an interval on a line of its own that breaks between its ends only', () => {
    const { html } = htmlTable('power', ['machine', 'power'], [['A chip', '471 W [311 W, 581 W]']]);
    expect(html).toContain('<td>471 W<br><small>[311\u00a0W, 581\u00a0W]</small></td>');
  });

  it('leaves text alone and escapes it', () => {
    const { html } = htmlTable('text', ['a', 'b'], [['x', 'no interval <b>']]);
    expect(html).toContain('<td>no interval &lt;b&gt;</td>');
  });
});
