import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { notCounting } from '../../payments';
import { Clock, ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { addMonths, type CalendarDate, calendarDate } from '../../shared/calendar-date';
import { penceFromDatabase } from '../../shared/money';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { lateness } from '../pictures/lateness.rules';
import { termsMix } from '../pictures/terms-mix.rules';
import type { TermsKind } from '../pictures/terms-mix.rules';

const MONTHS = 12;

const TERMS = `
  select case when c.timing = 'in_advance' and c.rhythm = 'monthly' and c.payment_day is null then 'monthly_in_advance'
      when c.timing = 'in_advance' then 'otherwise_in_advance' else c.timing end as kind,
    sum(c.value_pence) as pence, count(*)::integer as contracts
  from contract c
  where c.health_body_id = $1 and contract_state_on(c, $2::date) in ('agreed', 'active', 'suspended')
  group by 1`;

const LATE_ON = 'coalesce(i.settled_on, $2::date) > i.due_on';

/** In the order of its index, which holds all of it: a year of a large health body is read and summed as it comes. */
const LATE_BY_DAY = `
  select i.due_on, count(*) as due, count(*) filter (where ${LATE_ON}) as late,
    sum(i.net_pence + i.vat_pence) filter (where ${LATE_ON}) as pence
  from instalment i
  where i.health_body_id = $1 and i.state <> 'cancelled' and i.due_on between $3::date and $2::date
    and i.contract_id not in ${notCounting('$1', '$2::date')}
  group by i.due_on`;

/** One pass over the year: a reading for each month reads the contracts twelve times. */
const LATE = `
  select m.month::date as month, coalesce(i.due, 0)::integer as due, coalesce(i.late, 0)::integer as late,
    coalesce(i.pence, 0) as pence
  from generate_series($3::date, $2::date, interval '1 month') m(month)
  left join (
    select date_trunc('month', i.due_on)::date as month, sum(i.due) as due, sum(i.late) as late, sum(i.pence) as pence
    from (${LATE_BY_DAY}) i
    group by 1) i on i.month = m.month::date
  order by m.month`;

/** The whole portfolio in two pictures: how the money is paid, and how much of it came late. */
@PageController()
export class PortfolioPicturesPage {
  constructor(
    private readonly pages: Pages,
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/portfolio')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const today = this.clock.today();
    const from = addMonths(calendarDate(`${today.slice(0, 7)}-01`), 1 - MONTHS);
    const [terms, late] = await Promise.all([
      this.reads.rows<{ kind: TermsKind; pence: string; contracts: number }>(actor, TERMS, [
        actor.organisationId,
        today,
      ]),
      this.reads.rows<{ month: CalendarDate; due: number; late: number; pence: string }>(actor, LATE, [
        actor.organisationId,
        today,
        from,
      ]),
    ]);
    this.pages.render(request, reply, 'partnership/portfolio-pictures.njk', {
      title: 'The portfolio in pictures',
      root: `/o/${actor.organisationId}`,
      mix: termsMix(terms.map((row) => ({ ...row, pence: penceFromDatabase(row.pence) }))),
      late: lateness(late.map(({ pence, ...row }) => ({ ...row, latePence: penceFromDatabase(pence) }))),
    });
  }
}
