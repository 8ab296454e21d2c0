import { Injectable } from '@nestjs/common';
import { canConfirm, canUndo, Reconciliations, toEntryView, toReconciliationView } from '../../finance';
import type { EntryView } from '../../finance';
import type { Actor } from '../../platform';
import type { PageData } from '../frame/pages';
import { movementInWords, SECTIONS, sectionOf, WAITING_SECTIONS } from './reconcile-words.rules';

const FIRST_ROWS = 10;
const ROWS = 50;

export interface StatementQuery {
  show?: unknown;
  after?: unknown;
  done?: unknown;
}

const BANNERS: Readonly<Record<string, string>> = {
  confirmed: 'It is booked.',
  ignored: 'It is set aside.',
  undone: 'It is taken back.',
};

/** What the pages of one statement show. */
@Injectable()
export class ReconcileReader {
  constructor(private readonly reconciliations: Reconciliations) {}

  /** Throws DomainError `not-found`. */
  async statement(actor: Actor, id: string, query: StatementQuery): Promise<PageData> {
    const row = await this.reconciliations.one(actor, id);
    const statement = toReconciliationView(row);
    const root = `/o/${actor.organisationId}/finance/reconcile`;
    const one = sectionOf(query.show);
    const shown = one === null ? WAITING_SECTIONS.filter(({ outcome }) => statement.counts[outcome] > 0) : [one];
    const sections = [];
    for (const section of shown) {
      const page = one === null ? { limit: FIRST_ROWS } : { limit: ROWS, ...cursorIn(query.after) };
      const list = await this.reconciliations.entries(actor, id, { ...page, count: false, outcome: section.outcome });
      const after = one === null || list.next === null ? {} : { after: list.next };
      const parameters = new URLSearchParams({ show: section.outcome, ...after }).toString();
      sections.push({
        ...section,
        count: statement.counts[section.outcome],
        entries: list.items.map((entry) => shownEntry(toEntryView(entry))),
        more: list.next === null ? null : `${root}/${id}?${parameters}`,
      });
    }
    return {
      title: 'Statement',
      breadcrumbs: crumbs(actor),
      root: `${root}/${id}`,
      statement,
      takenAt: row.imported_at,
      all: one === null,
      sections,
      others: SECTIONS.filter(({ outcome }) => statement.counts[outcome] > 0),
      writes: actor.roles.includes('finance_officer') && row.undone_at === null,
      ...bannerOf(query.done, statement.counts.matched),
    };
  }

  /** Throws DomainError `not-found`. */
  async entry(actor: Actor, statementId: string, entryId: string): Promise<PageData & { entry: EntryView }> {
    const entry = toEntryView(await this.reconciliations.entry(actor, statementId, entryId));
    const root = `/o/${actor.organisationId}/finance/reconcile/${statementId}`;
    return {
      title: 'Entry of a statement',
      breadcrumbs: [...crumbs(actor), { text: 'Statement', href: root }],
      root: `${root}/entries/${entryId}`,
      entry: shownEntry(entry),
      section: sectionOf(entry.outcome),
      decides: actor.roles.includes('finance_officer'),
      canConfirm: canConfirm(entry.outcome),
      canUndo: canUndo(entry.outcome),
    };
  }
}

function shownEntry(entry: EntryView): EntryView & { movement: string; chosen: boolean } {
  const chosen = entry.candidates.length > 0 || entry.runNumber !== null;
  return Object.assign({}, entry, { movement: movementInWords(entry), chosen });
}

function cursorIn(after: unknown): { cursor?: string } {
  return typeof after === 'string' && after !== '' ? { cursor: after } : {};
}

function crumbs(actor: Actor): { text: string; href: string }[] {
  const finance = `/o/${actor.organisationId}/finance`;
  return [
    { text: 'Finance', href: finance },
    { text: 'Reconcile', href: `${finance}/reconcile` },
  ];
}

function bannerOf(done: unknown, matched: number): Pick<PageData, 'banner'> {
  if (done === 'same')
    return { banner: { text: 'This very file was sent before: nothing was changed. This is what became of it.' } };
  const taken = `The statement is taken in: ${matched.toLocaleString('en-GB')} matched exactly.`;
  const text = done === 'taken' ? taken : BANNERS[String(done)];
  return text === undefined ? {} : { banner: { text, success: true } };
}
