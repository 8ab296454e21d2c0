import { compile, runtime } from 'nunjucks';
import { templates } from './templates';

const environment = templates();
const rendered = (template: string, data: object = {}) => compile(template, environment).render(data);
/** Space between and around what is read is no difference. */
const lean = (html: string) =>
  html
    .replace(/\s+/g, ' ')
    .replace(/\s*(<\/?(?:t\w+|caption)\b[^>]*>)\s*/g, '$1')
    .trim();
const safe = (html: string) => new runtime.SafeString(html);

const HEAD = [
  { text: 'Who & what' },
  { text: 'Late', format: 'numeric' },
  { text: 'Why', classes: 'accord-wide-only' },
];
const ROWS = [
  [{ text: 'a < b' }, { text: '£1', format: 'numeric' }, { html: safe('<b>x</b>\n y'), classes: 'accord-wrap' }],
  [{ header: 'Who', html: '<i>z</i>' }, { text: '' }, { text: safe('&amp;'), href: '/x?a=1&b=2' }],
  ['a "text" alone', { text: 0 }, { html: '', text: 'text' }],
];

describe('tables', () => {
  it.each([
    ['with a heading in each row', { caption: 'Cap & "x"', captionSize: 's', firstCellIsHeader: true, classes: 'own' }],
    ['with a caption for those who hear it', { caption: 'Cap', captionClasses: 'nhsuk-u-visually-hidden' }],
    ['with a large caption', { caption: safe('<em>Cap</em>'), captionSize: 'm' }],
    ['without a caption', {}],
    ['without a row', { rows: [] }],
  ])('are those of NHS.UK %s', (_name, options) => {
    const params = { responsive: true, head: HEAD, rows: ROWS, ...options };
    const theirs = rendered(
      '{% from "nhsuk/components/tables/macro.njk" import table as theirs %}{{ theirs(params) }}',
      {
        params,
      },
    );
    expect(lean(rendered('{{ table(params) }}', { params }))).toBe(lean(theirs));
  });

  it('refuse what they would leave out', () => {
    const params = { responsive: true, head: HEAD, rows: [[{ text: 'x', colspan: 2 }]] };
    expect(() => rendered('{{ table(params) }}', { params })).toThrow('colspan');
  });
});

describe('names that a template sets', () => {
  it('hold in the loop that set them, and change the one outside it only where it is known there', () => {
    const template = `{% set known = 1 %}{% for at in [2, 3] %}{% set known = at %}{% set own = at %}{% endfor %}{{ known }}{{ own or "-" }}`;
    expect(rendered(template.replace('own or', 'own is defined and own or'))).toBe('3-');
  });

  it('do not leave a macro', () => {
    const macro = '{% macro one() %}{% set known = 2 %}{{ known }}{% endmacro %}';
    expect(rendered(`{% set known = 1 %}${macro}{{ one() }}{{ known }}`)).toBe('21');
  });
});

describe('a name on a narrow screen', () => {
  it('breaks between the parts of an address, and is otherwise as it was', () => {
    const shown = (name: string) => rendered('{{ name | breakable }}', { name });
    expect(shown('ann.o@wel<b>.example')).toBe('ann<wbr>.o<wbr>@wel&lt;b&gt;<wbr>.example');
    expect(shown('Dr. Ann O.')).toBe('Dr. Ann O.');
  });
});
