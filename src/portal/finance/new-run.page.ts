import { Get, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsNotEmpty, IsOptional, IsString, isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ExportTemplateListQuery, ExportTemplates, RUN_METHODS, RunProposals } from '../../finance';
import type { RunMethod } from '../../finance';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { addDays, isCalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { FinanceHome } from './home';
import { METHOD_WORDS } from './run-words.rules';

/** Long enough for a week with a bank holiday. */
const USUAL_DAYS_AHEAD = 7;
const TEMPLATE = 'finance/new-run.njk';
const MOST_COLUMN_SETS = 200;

class NewRunForm {
  @IsString({ message: 'Choose the day' })
  @IsNotEmpty({ message: 'Choose the day' })
  sendByOn!: string;

  @IsIn(RUN_METHODS, { message: 'Choose how it is sent' })
  method!: RunMethod;

  @IsOptional()
  @IsString({ message: 'Choose a column set' })
  templateId?: string;
}

/** Where finance begins, and where a run is built from what must be sent by a day. */
@PageController()
export class NewRunPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly proposals: RunProposals,
    private readonly home: FinanceHome,
    private readonly templates: ExportTemplates,
  ) {}

  @Get('o/:org/finance')
  start(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.home.show(request, reply, actor);
  }

  @Get('o/:org/finance/runs/new')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor));
  }

  @Post('o/:org/finance/runs/new')
  submit(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const root = `/o/${actor.organisationId}/finance/runs`;
    return this.pages.submit(request, reply, {
      form: NewRunForm,
      template: TEMPLATE,
      page: () => this.page(actor),
      work: async ({ sendByOn, method, templateId }) => {
        if (!isCalendarDate(sendByOn)) {
          throw new FormRefused(422, [{ field: 'sendByOn', text: 'Choose a day of the calendar' }]);
        }
        return `${root}/${await this.proposals.propose(actor, { sendByOn, method, ...chosen(method, templateId) })}?done=built`;
      },
    });
  }

  private async page(actor: Actor): Promise<PageData> {
    const saved = asked(ExportTemplateListQuery, { kind: 'ap_csv', limit: MOST_COLUMN_SETS });
    const { items } = await this.templates.list(actor, saved);
    return {
      title: 'Build a payment run',
      breadcrumbs: [{ text: 'Finance', href: `/o/${actor.organisationId}/finance` }],
      notReady: `/o/${actor.organisationId}/finance/not-ready`,
      usual: addDays(this.clock.today(), USUAL_DAYS_AHEAD),
      columnSets: items.map(({ id, name }) => ({ value: id, text: name })),
      methods: RUN_METHODS.map((value) => ({ value, text: METHOD_WORDS[value] })),
    };
  }
}

/** Only a payables file has a column set; without one it has the usual columns. */
function chosen(method: RunMethod, templateId: string | undefined): { templateId?: string } {
  return method === 'ap_csv' && isUUID(templateId) && templateId !== undefined ? { templateId } : {};
}
