import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PaymentRuns, SendBys, toRunView } from '../../finance';
import type { RunView } from '../../finance';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { runTag } from './run-words.rules';

const RUNS = 50;
const UNDER_WAY = ['draft', 'submitted', 'approved', 'exported'];

/** Where finance begins: what must be sent and by when, and the runs that are under way. */
@Injectable()
export class FinanceHome {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly sendBys: SendBys,
    private readonly runs: PaymentRuns,
  ) {}

  async show(request: PageRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    const root = `/o/${actor.organisationId}/finance`;
    const [due, list] = await Promise.all([
      this.sendBys.next(actor),
      this.runs.list(actor, { limit: RUNS, count: false, sort: '-number' }),
    ]);
    const runs = list.items.map(toRunView);
    const today = this.clock.today();
    // Said once where it is so of every day.
    const nobody = due.length > 1 && due.every(({ noApprover }) => noApprover !== null);
    const show = (run: RunView) => ({ ...plain(run), href: `${root}/runs/${run.id}`, tag: runTag(run.state) });
    this.pages.render(request, reply, 'finance/home.njk', {
      title: 'Finance',
      root,
      prepares: actor.roles.includes('finance_officer'),
      nobody,
      due: due.map((day) => ({ ...day, late: day.sendByOn < today, today: day.sendByOn === today })),
      underWay: runs.filter(({ state }) => UNDER_WAY.includes(state)).map(show),
      earlier: runs.filter(({ state }) => !UNDER_WAY.includes(state)).map(show),
    });
  }
}

/** What a template shows of a run. */
function plain({ number, sendByOn, lineCount, totalPence }: RunView): object {
  return { number, sendByOn, lineCount, totalPence };
}
