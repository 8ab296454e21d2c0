import { join } from 'node:path';
import { Environment, FileSystemLoader, lib, runtime } from 'nunjucks';
import { pounds } from '../../shared/money';
import { NHSUK } from './assets';
import { quickenFrames } from './quick-frames';
import { table } from './table';
import { counted, day, days, moment } from './wording.rules';

const PAGES = join(__dirname, '..');
const { escape } = lib as unknown as { escape: (text: string) => string };

/** A name, or an email address that stands for one: on a narrow screen it breaks between its parts, not in a word. */
function breakable(text: string): runtime.SafeString {
  const html = escape(text);
  return new runtime.SafeString(/^\S+@\S+$/.test(text) ? html.replace(/@|\.(?=\w)/g, '<wbr>$&') : html);
}

quickenFrames();

/** The templates of all pages. A name that a page does not give is an error, not an empty place. */
export function templates(): Environment {
  const environment = new Environment(new FileSystemLoader([PAGES, NHSUK]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
    throwOnUndefined: true,
  });
  const filters = { pounds, day, days, moment, counted, breakable };
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);
  environment.addGlobal('table', table);
  return environment;
}
