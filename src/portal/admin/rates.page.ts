import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { BankRatesService } from '../../payments';
import { Clock, ListQuery } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { asRefusal, FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { day } from '../frame/wording.rules';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { basisPointsIn, halfYearsUpTo, percent } from './rate-words.rules';

const TEMPLATE = 'admin/rates.njk';
const ROWS = 12;
const DONE = { added: 'The rate is added. Interest is worked out from it at once.' };
const RATE = { message: 'Enter the rate in per cent, like 3.75' };

class RateForm {
  @Matches(/^\d{4}-0[17]-01$/, { message: 'Choose the half-year' })
  halfYearFrom!: string;

  @Matches(/^\d{1,2}(\.\d{1,2})?$/, RATE)
  rate!: string;

  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  @Matches(/\S/, { message: 'Say where it is published' })
  source!: string;
}

/** Bank Rate, half-year by half-year: the server's own, and what the health body added before the server knew. */
@PageController()
export class RatesPage {
  constructor(
    private readonly pages: Pages,
    private readonly rates: BankRatesService,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/admin/settings/rates')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('after') after: unknown,
  ): Promise<void> {
    const page = await this.page(actor, textOf(after));
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post('o/:org/admin/settings/rates')
  add(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.submit(request, reply, {
      form: RateForm,
      template: TEMPLATE,
      page: () => this.page(actor, ''),
      work: async ({ halfYearFrom, rate, source }) => {
        const wanted = { halfYearFrom: calendarDate(halfYearFrom), rateBp: basisPointsIn(rate), source };
        await this.rates.add(actor, wanted).catch(inPlainWords);
        return `${rootOf(actor)}?done=added`;
      },
    });
  }

  private async page(actor: Actor, cursor: string): Promise<PageData> {
    const query = asked(ListQuery, { limit: ROWS, ...(cursor !== '' && { cursor }) });
    const { items, next } = await this.rates.list(actor, query);
    return {
      title: 'Bank Rates',
      root: rootOf(actor),
      breadcrumbs: [{ text: 'Settings', href: `/o/${actor.organisationId}/admin/settings` }],
      keeps: actor.roles.includes('administrator'),
      firstPage: cursor === '',
      more: next,
      halfYears: halfYearsUpTo(this.clock.today()).map((from) => ({ value: from, text: `From ${day(from)}` })),
      rates: items.map(({ half_year_from, rate_bp, source, added_at }) => ({
        from: half_year_from,
        rate: percent(rate_bp),
        source,
        own: added_at !== null,
      })),
    };
  }
}

const rootOf = ({ organisationId }: Actor) => `/o/${organisationId}/admin/settings/rates`;

/** The API's names of fields mean nothing on a page. */
function inPlainWords(error: unknown): never {
  const refusal = asRefusal(error);
  if (refusal === null) throw error;
  const errors = refusal.errors.map(({ text }) => ({
    field: 'halfYearFrom',
    text: text.replace('halfYearFrom', 'A half-year'),
  }));
  throw new FormRefused(refusal.status, errors);
}
