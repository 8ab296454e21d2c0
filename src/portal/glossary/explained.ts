import type { Environment } from 'nunjucks';
import { termsIn } from './glossary.rules';
import type { Words } from './glossary.rules';

/** Where the frame leaves room for the words of its page. */
const PLACE = '<!--words-->';
const MAIN = '<main';

/** A page with the words that it uses explained at its end: those alone, and none where it uses none. */
export function explained(html: string, templates: Environment, words?: Words): string {
  const [page, rest] = html.split(PLACE);
  if (page === undefined || rest === undefined) return html;
  const terms = termsIn(textOf(page.slice(page.indexOf(MAIN))), words);
  return page + (terms.length === 0 ? '' : templates.render('glossary/words-on-page.njk', { terms })) + rest;
}

/** What can be read of it. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
