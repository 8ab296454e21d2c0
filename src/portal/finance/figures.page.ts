import { Readable } from 'node:stream';
import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { isUUID, IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  figuresCsv,
  FigureStatements,
  FiguresService,
  KIND_WORDS,
  ReportedPayments,
  ReportingPeriodQuery,
} from '../../finance';
import type { ReportingPeriodView } from '../../finance';
import { CurrentActor } from '../../identity';
import { Clock, sendCsv } from '../../platform';
import type { Actor, Role } from '../../platform';
import { addDays, calendarDate, isCalendarDate, type CalendarDate } from '../../shared/calendar-date';
import { DomainError } from '../../shared/domain-error';
import { orAskAgain } from '../frame/ask-again';
import { bannerOf } from '../frame/done';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { day } from '../frame/wording.rules';
import { asked } from '../group/asked';

const MOST_PERIODS = 200;
const ENTERS_STATEMENTS: readonly Role[] = ['finance_officer', 'finance_approver'];

interface Choice {
  period?: unknown;
  from?: unknown;
  to?: unknown;
  done?: unknown;
}

class StatementForm {
  @IsUUID(undefined, { message: 'Choose a period' })
  period!: string;

  @IsString({ message: 'Enter their name' })
  @IsNotEmpty({ message: 'Enter their name' })
  @MaxLength(200, { message: 'Enter at most 200 characters' })
  name!: string;

  @IsString({ message: 'Enter their job title' })
  @IsNotEmpty({ message: 'Enter their job title' })
  @MaxLength(200, { message: 'Enter at most 200 characters' })
  jobTitle!: string;

  @IsString({ message: 'Choose the day of the approval' })
  @IsNotEmpty({ message: 'Choose the day of the approval' })
  approvedOn!: string;
}

const DONE: Readonly<Record<string, string>> = {
  entered: 'The statement is on record.',
  withdrawn: 'The statement is taken back. You can enter another.',
};

/** How promptly a health body pays: by its own promise first, then as each rule asks for it. To read and to print. */
@PageController()
export class FiguresPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly figures: FiguresService,
    private readonly statements: FigureStatements,
    private readonly payments: ReportedPayments,
  ) {}

  @Get('o/:org/finance/figures')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() choice: Choice,
  ): Promise<void> {
    try {
      this.pages.render(request, reply, TEMPLATE, {
        ...(await this.page(actor, choice)),
        ...bannerOf(DONE, choice.done),
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const page = () => this.page(actor, {});
      await this.pages.showAgain(request, reply, { template: TEMPLATE, page, answers: textsOf(choice) }, error);
    }
  }

  @Get('o/:org/finance/figures/figures.csv')
  async table(@Res() reply: FastifyReply, @CurrentActor() actor: Actor, @Query() choice: Choice): Promise<void> {
    const { from, to } = await this.chosen(actor, choice);
    sendCsv(reply, 'figures.csv', Readable.from(figuresCsv(await this.figures.of(actor, { from, to }))));
  }

  @Get('o/:org/finance/figures/payments.csv')
  async list(@Res() reply: FastifyReply, @CurrentActor() actor: Actor, @Query() choice: Choice): Promise<void> {
    const { from, to } = await this.chosen(actor, choice);
    sendCsv(reply, 'payments.csv', await this.payments.csv(actor, { from, to }));
  }

  @Post('o/:org/finance/figures/statement')
  enter(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const sent = (request.body ?? {}) as Choice;
    return this.pages.submit(request, reply, {
      form: StatementForm,
      template: TEMPLATE,
      page: () => this.page(actor, { period: sent.period }),
      work: async ({ period, name, jobTitle, approvedOn }) => {
        if (!isCalendarDate(approvedOn)) {
          throw new FormRefused(422, [{ field: 'approvedOn', text: 'Choose a day of the calendar' }]);
        }
        await this.statements.enter(actor, { periodId: period, name, jobTitle, approvedOn });
        return `/o/${actor.organisationId}/finance/figures?period=${period}&done=entered`;
      },
    });
  }

  @Post('o/:org/finance/figures/statements/:id/withdrawal')
  async withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { periodId } = await this.statements.one(actor, id);
    await this.pages.submit(request, reply, {
      form: VersionForm,
      template: TEMPLATE,
      page: () => this.page(actor, { period: periodId }),
      work: async ({ version }) => {
        await orAskAgain(() => this.statements.withdraw(actor, id, version));
        return `/o/${actor.organisationId}/finance/figures?period=${periodId}&done=withdrawn`;
      },
    });
  }

  private async page(actor: Actor, choice: Choice): Promise<PageData> {
    const chosen = await this.chosen(actor, choice);
    const found = await this.figures.of(actor, { from: chosen.from, to: chosen.to });
    const notice = chosen.period?.kind === 'compliance_notice' ? chosen.period : null;
    const today = this.clock.today();
    const root = `/o/${actor.organisationId}/finance/figures`;
    const address = new URLSearchParams({ from: chosen.from, to: chosen.to }).toString();
    return {
      title: 'Payment figures',
      root,
      figures: found,
      kinds: found.agreedDay.byKind.map((each) => ({ ...each, words: KIND_WORDS[each.kind] })),
      periods: chosen.periods.map((period) => ({
        value: period.id,
        text: periodName(period),
        selected: period.id === chosen.period?.id,
      })),
      custom: chosen.period === null,
      notice,
      noticeIsWhole: notice !== null && notice.toOn < today,
      statement: notice === null ? null : found.statement,
      mayEnter: actor.roles.some((role) => ENTERS_STATEMENTS.includes(role)),
      soonestApproval: notice === null ? '' : day(addDays(notice.toOn, 1)),
      files: {
        figures: `${root}/figures.csv?${address}`,
        payments: `${root}/payments.csv?${address}`,
      },
    };
  }

  /** A period by its id, or two days; without either the last compliance notice that is over. */
  private async chosen(actor: Actor, { period, from, to }: Choice): Promise<Chosen> {
    const today = this.clock.today();
    const { items } = await this.statements.periods(actor, asked(ReportingPeriodQuery, { limit: MOST_PERIODS }));
    const periods = items.filter(({ fromOn }) => fromOn <= today);
    const own = ownDays(from, to);
    if (own !== null) return { ...own, period: null, periods };
    const wanted = typeof period === 'string' && isUUID(period) ? periods.find(({ id }) => id === period) : undefined;
    const usual = periods.find(({ kind, toOn }) => kind === 'compliance_notice' && toOn < today) ?? periods[0];
    const shown = wanted ?? usual;
    if (shown === undefined) throw new DomainError('not-found', 'No reporting period has begun yet.');
    return { from: shown.fromOn, to: shown.toOn, period: shown, periods };
  }
}

const TEMPLATE = 'finance/figures.njk';

interface Chosen {
  from: CalendarDate;
  to: CalendarDate;
  period: ReportingPeriodView | null;
  periods: readonly ReportingPeriodView[];
}

/** Null where none are given. Throws DomainError `invalid` for what are no two days. */
function ownDays(from: unknown, to: unknown): { from: CalendarDate; to: CalendarDate } | null {
  const [first, last] = [textOf(from), textOf(to)];
  if (first === '' && last === '') return null;
  if (isCalendarDate(first) && isCalendarDate(last)) return { from: calendarDate(first), to: calendarDate(last) };
  const detail = 'Choose the first and the last day of the period';
  throw new DomainError('invalid', detail, [{ pointer: isCalendarDate(first) ? '/to' : '/from', detail }]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf({ from, to }: Choice): Record<string, string> {
  return { from: textOf(from), to: textOf(to) };
}

function periodName({ kind, fromOn, toOn }: ReportingPeriodView): string {
  const days = `${day(fromOn)} to ${day(toOn)}`;
  return kind === 'compliance_notice' ? `Compliance notice: ${days}` : `Financial year: ${days}`;
}
