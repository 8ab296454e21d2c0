import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CHANNELS, Commencements, WAYS } from '../../commencement';
import type { Channel, CommencementDto, CommencementVersionView, Way } from '../../commencement';
import { ContractDetailService, toContractDetailView } from '../../contracts';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import { bannerOf } from '../frame/done';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { Move, PageData, PageRequest } from '../frame/pages';
import { orAskAgain } from '../variations/ask-again';
import {
  CHANNEL_OPTIONS,
  commencementLines,
  deadlinesIn,
  deadlineText,
  linesIn,
  WAY_OPTIONS,
} from './commencement-words.rules';

const DAYS = { message: 'Enter a number of days from 1 to 366' };
const AVAILABLE = { message: 'Say when somebody can be reached, like “Tuesdays, 10 to 4”' };
const SHORTER = { message: 'Say it in at most 500 characters' };

class ConfirmForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  version!: number;
}

class CommencementForm extends ConfirmForm {
  @IsIn(CHANNELS, { message: 'Choose how you are in touch' })
  channel!: Channel;

  @Type(() => Number)
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(366, DAYS)
  contactEveryDays!: number;

  @Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()))
  @IsArray()
  @IsIn(WAYS, { each: true, message: 'Choose from the list' })
  ways: Way[] = [];

  @IsString(AVAILABLE)
  @MinLength(1, AVAILABLE)
  @MaxLength(500, SHORTER)
  healthAvailability!: string;

  @IsString(AVAILABLE)
  @MinLength(1, AVAILABLE)
  @MaxLength(500, SHORTER)
  groupAvailability!: string;

  @IsString()
  @MaxLength(7000, { message: 'Say it in at most 7,000 characters' })
  deadlines = '';

  @IsString()
  @MinLength(1, { message: 'Enter at least one day on which you look at this again' })
  @MaxLength(300, { message: 'Enter at most 20 days' })
  reviews = '';
}

const TEMPLATE = 'commencement/commencement.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'It is on its way: the other side is asked to confirm it.',
  confirmed: 'Both sides have agreed. Thank you.',
};

/** How both work together, for either side: what holds, what waits with one button to confirm it, and a form to change it. */
@PageController()
export class CommencementPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly commencements: Commencements,
  ) {}

  @Get('o/:org/contracts/:id/commencement')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('done') done: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, { ...(await this.page(actor, id)), ...bannerOf(DONE, done) });
  }

  @Post('o/:org/contracts/:id/commencement')
  async propose(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.commencements.of(actor, id);
    await this.pages.move(request, reply, this.move(actor, id, CommencementForm, 'proposed'), (form) => {
      const wanted = wantedIn(form);
      return orAskAgain(() => this.commencements.propose(actor, id, form.version, wanted));
    });
  }

  @Post('o/:org/contracts/:id/commencement/confirmation')
  async confirm(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.commencements.of(actor, id);
    await this.pages.move(request, reply, this.move(actor, id, ConfirmForm, 'confirmed'), ({ version }) =>
      orAskAgain(() => this.commencements.confirm(actor, id, version)),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string): Move<Form> {
    const to = `/o/${actor.organisationId}/contracts/${id}/commencement`;
    return { form, template: TEMPLATE, page: () => this.page(actor, id), to, done };
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const contract = toContractDetailView(await this.contracts.one(actor, id));
    const { inForce, open, waitsFor, version } = await this.commencements.of(actor, id);
    return {
      title: 'How we work together',
      root: `/o/${actor.organisationId}`,
      contract,
      other: actor.side === 'health' ? contract.group : contract.healthBody,
      version,
      inForce: inWords(inForce, contract),
      open: inWords(open, contract),
      waitsForYou: waitsFor === actor.side,
      mayChange: actor.roles.some((role) => role === 'partnership_manager' || role === 'group_lead'),
      ...answersBefore(open ?? inForce),
      channels: CHANNEL_OPTIONS,
      ways: WAY_OPTIONS,
    };
  }
}

function inWords(version: CommencementVersionView | null, contract: { healthBody: string; group: string }) {
  if (version === null) return null;
  const { agreedOn, proposedOn } = version;
  const names = { health: contract.healthBody, group: contract.group };
  return { agreedOn, proposedOn, lines: commencementLines(version, names) };
}

const NOTHING_YET = { channel: '', contactEveryDays: '', ways: [], healthAvailability: '', groupAvailability: '' };

/** What the form begins with: the newest version. */
function answersBefore(newest: CommencementVersionView | null): object {
  if (newest === null) return { newest: NOTHING_YET, deadlines: '', reviews: '' };
  return { newest, deadlines: deadlineText(newest.deadlines), reviews: newest.reviews.join('\n') };
}

function wantedIn({ deadlines, reviews, ...form }: CommencementForm): CommencementDto {
  const planned = deadlinesIn(deadlines);
  if (planned === null || planned.length > 30 || !planned.every(({ on }) => isCalendarDate(on))) {
    throw refused('deadlines', 'Write each deadline on a line of its own, like 2027-01-15 group Interim report');
  }
  const days = linesIn(reviews);
  if (days.length > 20 || !days.every(isCalendarDate)) {
    throw refused('reviews', 'Write each day on a line of its own, like 2027-03-01');
  }
  return {
    channel: form.channel,
    contactEveryDays: form.contactEveryDays,
    ways: form.ways,
    healthAvailability: form.healthAvailability,
    groupAvailability: form.groupAvailability,
    deadlines: planned.map((each) => ({ ...each, on: calendarDate(each.on) })),
    reviews: days.map((each) => calendarDate(each)),
  };
}

function refused(field: string, text: string): FormRefused {
  return new FormRefused(422, [{ field, text }]);
}
