import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Absences, AbsenceListQuery, toAbsenceView } from '../../people';
import { CurrentActor } from '../../identity';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { textOf } from '../manager/home';
import { undoQuery } from '../undo/undo-offer';
import { dayIn } from '../variations/move-form';
import { PeopleChoices } from './people-choices.service';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ROWS = 25;
const TEMPLATE = 'leads/absences.njk';
const DONE: Readonly<Record<string, string>> = {
  added: 'It is recorded, and every group that works with them sees it.',
  removed: 'They are there again.',
};

class AbsenceForm {
  @IsUUID(undefined, { message: 'Choose who is away' })
  personId!: string;

  @Matches(DAY, { message: 'Enter the first day away' })
  fromOn!: string;

  @Matches(DAY, { message: 'Enter the last day away' })
  toOn!: string;

  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose who stands in from the list' })
  standInPersonId?: string;
}

/** Who of the own side cannot be reached when, and who stands in. Never why. */
@PageController()
export class AbsencesPage {
  constructor(
    private readonly pages: Pages,
    private readonly absences: Absences,
    private readonly choices: PeopleChoices,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/absences')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query() query: { q?: unknown; after?: unknown },
  ): Promise<void> {
    const page = await this.page(actor, textOf(query.q).slice(0, 200), textOf(query.after));
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post('o/:org/absences')
  async add(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.submit(request, reply, {
      form: AbsenceForm,
      template: TEMPLATE,
      page: () => this.page(actor, '', ''),
      work: async ({ personId, fromOn, toOn, standInPersonId }) => {
        const id = await this.absences.add(actor, {
          personId,
          fromOn: dayIn('fromOn', fromOn),
          toOn: dayIn('toOn', toOn),
          ...(standInPersonId !== undefined && { standInPersonId }),
        });
        return `/o/${actor.organisationId}/absences?done=added${undoQuery(request, { word: 'absence', args: [id] })}`;
      },
    });
  }

  @Post('o/:org/absences/:id/removal')
  async remove(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.absences.remove(actor, id);
    this.pages.goTo(reply, `/o/${actor.organisationId}/absences?done=removed`);
  }

  private async page(actor: Actor, q: string, after: string): Promise<PageData> {
    const query = asked(AbsenceListQuery, {
      limit: ROWS,
      side: actor.side,
      sort: '-toOn',
      ...(after !== '' && { cursor: after }),
    });
    const [{ items, next }, choices] = await Promise.all([this.absences.list(actor, query), this.choices.of(actor, q)]);
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Who is away',
      root,
      q,
      ...choices,
      absences: items.map((row) => lineOf(toAbsenceView(row), this.clock.today())),
      firstPage: after === '',
      more: next === null ? null : `${root}/absences?${new URLSearchParams({ after: next }).toString()}`,
    };
  }
}

function lineOf({ id, fromOn, toOn, contacts }: ReturnType<typeof toAbsenceView>, today: string) {
  const [first] = contacts;
  return {
    id,
    name: first?.name ?? 'Name not known',
    fromOn: calendarDate(fromOn),
    toOn: calendarDate(toOn),
    standIn: first?.standIn?.name ?? null,
    told: contacts.length,
    over: toOn < today,
  };
}
