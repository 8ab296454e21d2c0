import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { BankHolidayAdditions, BankHolidayListQuery } from '../../contracts';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate, isCalendarDate, yearOf } from '../../shared/calendar-date';
import { asRefusal, FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { counted, day } from '../frame/wording.rules';
import { asked } from '../group/asked';

const TEMPLATE = 'admin/holidays.njk';
const IN_A_YEAR = 200;

class HolidayForm {
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'Enter the day' })
  holidayOn!: string;

  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  @Matches(/\S/, { message: 'Say where it was proclaimed' })
  source!: string;
}

/** Days on which no bank works: those that everybody has, and those that the health body adds. */
@PageController()
export class HolidaysPage {
  constructor(
    private readonly pages: Pages,
    private readonly holidays: BankHolidayAdditions,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/admin/settings/holidays')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('year') year: unknown,
    @Query('done') done: unknown,
  ): Promise<void> {
    const page = await this.page(actor, year);
    this.pages.render(request, reply, TEMPLATE, { ...page, ...(await this.bannerFor(actor, done)) });
  }

  @Post('o/:org/admin/settings/holidays')
  add(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.pages.submit(request, reply, {
      form: HolidayForm,
      template: TEMPLATE,
      page: () => this.page(actor, undefined),
      work: async ({ holidayOn, source }) => {
        if (!isCalendarDate(holidayOn)) throw wrongDay('There is no such day in the calendar');
        const id = await this.holidays.add(actor, calendarDate(holidayOn), source).catch(inPlainWords);
        return `/o/${actor.organisationId}/admin/settings/holidays?year=${holidayOn.slice(0, 4)}&done=${id}`;
      },
    });
  }

  @Get('o/:org/admin/settings/holidays/:id/removal')
  async askRemoval(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { holiday_on: holidayOn, source } = await this.holidays.one(actor, id);
    const root = rootOf(actor);
    this.pages.render(request, reply, 'admin/holiday-removal.njk', {
      title: 'Remove this day',
      root,
      breadcrumbs: [...settingsCrumbs(actor), { text: 'Bank holidays', href: root }],
      holiday: { id, holidayOn, source },
    });
  }

  @Post('o/:org/admin/settings/holidays/:id/removal')
  async remove(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.holidays.remove(actor, id);
    this.pages.goTo(reply, `${rootOf(actor)}?done=removed`);
  }

  private async page(actor: Actor, wanted: unknown): Promise<PageData> {
    const year = yearIn(wanted) ?? yearOf(this.clock.today());
    const query = asked(BankHolidayListQuery, { limit: IN_A_YEAR, year });
    const { items } = await this.holidays.list(actor, query);
    return {
      title: 'Bank holidays',
      root: rootOf(actor),
      breadcrumbs: settingsCrumbs(actor),
      keeps: actor.roles.includes('administrator'),
      year,
      holidays: items.map(({ id, holiday_on, source, added_at }) => ({
        id,
        on: holiday_on,
        source,
        own: added_at !== null,
      })),
    };
  }

  private async bannerFor(actor: Actor, done: unknown): Promise<object> {
    if (done === 'removed') return { banner: { text: 'The day is removed.', success: true } };
    if (typeof done !== 'string' || !/^[0-9a-f-]{36}$/.test(done)) return {};
    const { holiday_on: on } = await this.holidays.one(actor, done);
    const { due, toSend } = await this.holidays.plannedOn(actor, on);
    const text = `${day(calendarDate(on))} is added. ${whatIsPlanned(due, toSend)}`;
    return { banner: { text, success: due + toSend === 0 } };
  }
}

/** Planned schedules do not move by themselves. */
function whatIsPlanned(due: number, toSend: number): string {
  if (due + toSend === 0) return 'No payment is planned for it.';
  const parts = [`${counted(due, 'payment is', 'payments are')} due`, `${String(toSend)} to be sent`];
  return `${parts.join(' and ')} that day, and stay planned so: tell whoever keeps those contracts.`;
}

/** The API's names of fields mean nothing on a page. */
function inPlainWords(error: unknown): never {
  const refusal = asRefusal(error);
  if (refusal === null) throw error;
  const errors = refusal.errors.map(({ text }) => ({ field: 'holidayOn', text: text.replace('holidayOn', 'The day') }));
  throw new FormRefused(refusal.status, errors);
}

function wrongDay(text: string): FormRefused {
  return new FormRefused(422, [{ field: 'holidayOn', text }]);
}

function yearIn(text: unknown): number | null {
  return typeof text === 'string' && /^20\d\d$/.test(text) ? Number(text) : null;
}

const rootOf = ({ organisationId }: Actor) => `/o/${organisationId}/admin/settings/holidays`;
const settingsCrumbs = ({ organisationId }: Actor) => [
  { text: 'Settings', href: `/o/${organisationId}/admin/settings` },
];
