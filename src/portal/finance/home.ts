import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PaymentRuns, RunListQuery, RunsToApprove, SendBys, toRunView } from '../../finance';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { noApproverWords, sendWords } from './home-words.rules';
import { nextOfRun, shownRun } from './run-words.rules';

const RUNS = 20;

/** Where finance begins: what waits for this person, what must be sent and by when, and the runs that are under way. */
@Injectable()
export class FinanceHome {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly sendBys: SendBys,
    private readonly runs: PaymentRuns,
    private readonly approvals: RunsToApprove,
  ) {}

  async show(request: PageRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    const root = `/o/${actor.organisationId}/finance`;
    const approves = actor.roles.includes('finance_approver');
    const prepares = actor.roles.includes('finance_officer');
    const [due, list, toApprove] = await Promise.all([
      this.sendBys.next(actor),
      this.runs.list(actor, asked(RunListQuery, { limit: RUNS, underWay: true })),
      approves ? this.approvals.list(actor) : [],
    ]);
    const today = this.clock.today();
    const runs = list.items.map(toRunView);
    this.pages.render(request, reply, 'finance/home.njk', {
      title: 'Finance',
      root,
      prepares,
      approves,
      toApprove: toApprove.map((run) => ({ ...run, href: `${root}/runs/${run.id}` })),
      toDo: prepares ? runs.flatMap((run) => nextOfRun(run, `${root}/runs/${run.id}`)) : [],
      noApprover: noApproverWords(due),
      sending: sendWords(due, today),
      due: due.map((day) => ({ ...day, late: day.sendByOn < today, today: day.sendByOn === today })),
      underWay: runs.map((run) => shownRun(run, root)),
      more: list.next !== null,
    });
  }
}
