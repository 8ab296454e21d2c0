interface Step {
  text: string;
  href: string;
}

/** What one record of a section is called where a page below it leads back to it. */
const RECORDS: Readonly<Record<string, string>> = {
  partnerships: 'Partnership',
  contracts: 'Contract',
  payments: 'Payment',
  decisions: 'Decision',
  'late-payments': 'Late payment',
  materials: 'The material',
  challenges: 'Challenge',
};

const BELOW_A_RECORD = /^(\/o\/[^/]+\/([^/]+)\/[0-9a-f-]{36})\/./i;

/**
 * The way to a page by its address, outermost first: the place of the menu that it lies in, then the record that it lies
 * below. `isOpen` says whether the reader may open a page, by its address below that of the organisation: no way leads
 * through one that they may not.
 */
export function wayHere(path: string, place: Step | undefined, isOpen: (page: string) => boolean): Step[] {
  const way = place === undefined || place.href === path ? [] : [{ text: place.text, href: place.href }];
  const [, record, section = ''] = BELOW_A_RECORD.exec(path) ?? [];
  const text = RECORDS[section];
  if (record === undefined || text === undefined || !isOpen(`/${section}/:id`)) return way;
  return [...way, { text, href: record }];
}

/** A way without the pages that the reader may not open: `isClosed` says so of a page below that of the organisation. */
export function openWay(way: readonly Step[], isClosed: (page: string) => boolean): Step[] {
  return way.filter(({ href }) => !isClosed(pageOf(href)));
}

/** "/o/…/finance?done=saved" is "/finance", and a record's page has ":id" where its id is. */
function pageOf(href: string): string {
  return href
    .replace(/[?#].*$/, '')
    .replace(/^\/o\/[^/]+/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ':id');
}
