import { Param, Post, Req, Res } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Departures, PeopleService } from '../../people';
import type { Actor } from '../../platform';
import { isCalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { undoQuery } from '../undo/undo-offer';
import { departureStep } from '../undo/undo-steps.rules';
import { GroupPersonReader } from './person-reading.service';

class LastDayForm extends VersionForm {
  /** Empty takes it back. */
  @IsOptional()
  lastDayOn?: unknown;
}

const ONE = 'group-people/person.njk';

/** Somebody of the group leaves: their last day is the group's own until it tells the others. Why is never asked. */
@PageController()
export class GroupDeparturePage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: GroupPersonReader,
    private readonly departures: Departures,
    private readonly people: PeopleService,
  ) {}

  @Post('o/:org/people/:id/departure')
  async set(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.submit(request, reply, {
      form: LastDayForm,
      template: ONE,
      page: await this.reader.page(actor, id),
      work: async ({ version, lastDayOn }) => {
        const day = lastDay(lastDayOn);
        const before = await this.people.one(actor, id);
        await this.departures.set(actor, id, version, day);
        const undo = undoQuery(request, departureStep('group-departure', before, { version, lastDayOn: day }));
        return `/o/${actor.organisationId}/people/${id}?done=${day === null ? 'staying' : 'leaving'}${undo}`;
      },
    });
  }

  @Post('o/:org/people/:id/departure-notice')
  async tell(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: ONE,
        page: await this.reader.page(actor, id),
        to: `/o/${actor.organisationId}/people/${id}`,
        done: 'told',
      },
      ({ version }) => this.departures.tell(actor, id, version),
    );
  }
}

/** Throws FormRefused. */
function lastDay(answer: unknown): string | null {
  if (answer === '' || answer === undefined) return null;
  if (typeof answer === 'string' && isCalendarDate(answer)) return answer;
  throw new FormRefused(422, [{ field: 'lastDayOn', text: 'Choose a day of the calendar, or leave it out' }]);
}
