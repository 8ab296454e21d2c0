import { Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ContractDetailService, ScheduleService, toScheduleView } from '../../contracts';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { periodWords } from '../group/payment-words.rules';

/** An earlier plan of a contract, as it was agreed then. */
@PageController()
export class PlanPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly schedules: ScheduleService,
  ) {}

  @Get('o/:org/contracts/:id/plan')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('version') version: unknown,
  ): Promise<void> {
    const wanted = typeof version === 'string' && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
    const [contract, row] = await Promise.all([this.contracts.one(actor, id), this.schedules.one(actor, id, wanted)]);
    const plan = toScheduleView(row);
    this.pages.render(request, reply, 'variations/plan.njk', {
      title: plan.current ? 'The plan that holds' : `Earlier plan, number ${String(plan.scheduleVersion)}`,
      root: `/o/${actor.organisationId}`,
      contractId: id,
      reference: contract.reference,
      other: actor.side === 'health' ? contract.group : contract.health_body,
      plannedAt: new Date(plan.plannedAt),
      amountPence: plan.amountPence,
      lines: plan.instalments.map((line) => ({
        period: line.label ?? periodWords(calendarDate(line.periodStartsOn), calendarDate(line.periodEndsOn)),
        dueOn: calendarDate(line.dueOn),
        amountPence: line.amountPence,
        replaced: line.state === 'cancelled',
      })),
    });
  }
}
