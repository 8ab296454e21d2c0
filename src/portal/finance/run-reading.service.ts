import { Injectable } from '@nestjs/common';
import {
  ApprovalLimits,
  ExportTemplates,
  PaymentRuns,
  RunExportReads,
  toDifferenceView,
  toLeftOutView,
  toLineView,
  toRunDetailView,
  toRunExportView,
} from '../../finance';
import type { RunDetailView, RunState } from '../../finance';
import type { Actor } from '../../platform';
import { bannerOf } from '../frame/done';
import type { PageData } from '../frame/pages';
import { columnsShown } from './run-columns';
import { FILE_WORDS, METHOD_WORDS, runTag, STATUS_TAGS, stepsOf } from './run-words.rules';

const LINES = 50;
const DIFFERENCES = 20;
const CHANGED = ['draft', 'submitted', 'approved'];

/** Where a page of a run goes on, from its address. */
export interface RunQuery {
  after?: unknown;
  leftOutAfter?: unknown;
  done?: unknown;
}

const DONE: Readonly<Record<string, string>> = {
  built: 'The run is built. Look through its lines, then submit it.',
  added: 'The payments are in the run.',
  removed: 'The line is taken out. The payment is free for another run.',
  submitted: 'The run is submitted. Somebody else approves it now.',
  approved: 'The run is approved. It can be exported.',
  'sent-back': 'The run is sent back to be changed.',
  cancelled: 'The run is cancelled. Its payments are free for another run.',
  exported: 'The run is sent: its file is made and kept.',
  made: 'The file is made and kept.',
  closed: 'The run is closed.',
};

/** What the pages of one run show. */
@Injectable()
export class RunReader {
  constructor(
    private readonly runs: PaymentRuns,
    private readonly exports: RunExportReads,
    private readonly limits: ApprovalLimits,
    private readonly templates: ExportTemplates,
  ) {}

  async run(actor: Actor, id: string): Promise<RunDetailView> {
    return toRunDetailView(await this.runs.one(actor, id));
  }

  /** What every page of a run begins with. */
  async head(actor: Actor, id: string): Promise<{ run: RunDetailView; data: PageData }> {
    const run = await this.run(actor, id);
    const root = `/o/${actor.organisationId}/finance`;
    const files = CHANGED.includes(run.state) ? [] : (await this.exports.list(actor, id)).map(toRunExportView);
    const data = {
      title: `Payment run ${String(run.number)}`,
      breadcrumbs: [{ text: 'Finance', href: root }],
      root: `${root}/runs/${id}`,
      run,
      state: runTag(run.state),
      method: METHOD_WORDS[run.method],
      files: files.map((file) => ({ ...toPlain(file), name: FILE_WORDS[file.kind] ?? file.kind })),
      prepares: actor.roles.includes('finance_officer'),
      approves: actor.roles.includes('finance_approver'),
      people: await this.people(actor, run),
      columnSet: run.templateId === null ? null : columnsShown(run, await this.templates.ofRun(actor, run.templateId)),
    };
    return { run, data };
  }

  /** The run itself, with its lines, what was left out and what changed since. */
  async page(actor: Actor, id: string, { after, leftOutAfter, done }: RunQuery): Promise<PageData> {
    const { run, data } = await this.head(actor, id);
    const open = CHANGED.includes(run.state) && run.differenceCount > 0;
    const [lines, leftOut, differences] = await Promise.all([
      this.runs.lines(actor, id, pageAfter(after, LINES)),
      this.runs.leftOut(actor, id, pageAfter(leftOutAfter, LINES)),
      open ? this.runs.differences(actor, id, pageAfter(undefined, DIFFERENCES)) : { items: [], next: null },
    ]);
    const root = String(data.root);
    return {
      ...data,
      ...bannerOf(DONE, done),
      steps: stepsOf(run, hrefsFor(run, actor, root)).map((step) => ({ ...step, tag: STATUS_TAGS[step.status] })),
      lines: lines.items.map(toLineView).map(toPlain),
      moreLines: lines.next === null ? null : `${root}?after=${lines.next}#lines`,
      firstLines: after === undefined,
      leftOut: leftOut.items.map(toLeftOutView).map(toPlain),
      moreLeftOut: leftOut.next === null ? null : `${root}?leftOutAfter=${leftOut.next}#left-out`,
      differences: differences.items.map(toDifferenceView).map(toPlain),
    };
  }

  /** Colleagues by their sign-in, as the run names them. */
  private async people(actor: Actor, run: RunDetailView): Promise<Record<string, string | null>> {
    const emails = await this.limits.emails(actor);
    const nameOf = (id: string | null) => (id === null ? null : (emails.get(id) ?? 'somebody who has left'));
    return {
      submittedBy: nameOf(run.submittedBy),
      approvedBy: nameOf(run.approvedBy),
      exportedBy: nameOf(run.exportedBy),
      preparedBy: run.touchedBy.map(nameOf).join(', '),
    };
  }
}

function toPlain(view: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(view));
}

function pageAfter(cursor: unknown, limit: number): { limit: number; count: boolean; cursor?: string } {
  return { limit, count: false, ...(typeof cursor === 'string' && cursor !== '' && { cursor }) };
}

/** What an officer can open in each state. */
const FOR_OFFICER: Readonly<Partial<Record<RunState, (root: string) => Record<string, string>>>> = {
  draft: () => ({ submit: '#submit' }),
  approved: (root) => ({ export: `${root}/export` }),
  exported: (root) => ({ export: `${root}/export`, reconcile: reconcileOf(root), close: '#close' }),
  closed: (root) => ({ export: `${root}/export`, reconcile: reconcileOf(root) }),
};

/** What this person can open now: an officer prepares, submits, exports and closes, an approver approves. */
function hrefsFor({ state, approval }: RunDetailView, { roles }: Actor, root: string): Record<string, string> {
  const officer = roles.includes('finance_officer') ? FOR_OFFICER[state] : undefined;
  return { lines: '#lines', ...officer?.(root), ...(approval.may && { approve: `${root}/approve` }) };
}

/** What arrived stands on the statements of the bank, of all runs together. */
function reconcileOf(root: string): string {
  return root.replace(/runs\/[^/]+$/, 'reconcile');
}
