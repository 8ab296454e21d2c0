import { join } from 'node:path';
import { Environment, FileSystemLoader } from 'nunjucks';
import { pounds } from '../../shared/money';
import { NHSUK } from './assets';
import { quickenFrames } from './quick-frames';
import { table } from './table';
import { counted, day, days, moment } from './wording.rules';

const PAGES = join(__dirname, '..');

quickenFrames();

/** The templates of all pages. A name that a page does not give is an error, not an empty place. */
export function templates(): Environment {
  const environment = new Environment(new FileSystemLoader([PAGES, NHSUK]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
    throwOnUndefined: true,
  });
  const filters = { pounds, day, days, moment, counted };
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);
  environment.addGlobal('table', table);
  return environment;
}
