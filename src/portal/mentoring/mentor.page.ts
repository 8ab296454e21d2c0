import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Mentorings, MentoringWrites } from '../../mentoring';
import type { MentoringView } from '../../mentoring';
import type { Actor } from '../../platform';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { orAskAgain } from '../frame/ask-again';
import { FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { textOf } from '../manager/home';
import { PartnershipFrame } from '../partnership/partnership-frame.service';
import { formerOf } from './mentors.page';
import { TalksReader } from './talks-reading.service';

class MentorForm extends VersionForm {
  @IsIn(['dates', 'yes', 'no'], { message: 'Choose whether it is a new partner' })
  newPartner!: 'dates' | 'yes' | 'no';

  @IsOptional()
  @MaxLength(36)
  contactId = '';

  @IsOptional()
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  otherParty = '';

  @IsOptional()
  fromOn = '';

  @IsOptional()
  reviewOn = '';

  @IsOptional()
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  declinedReason = '';
}

class ReviewForm extends VersionForm {
  @IsIn(['yes', 'no'], { message: 'Choose whether the mentor is still needed' })
  stillNeeded!: 'yes' | 'no';

  @IsOptional()
  askAgainOn = '';
}

const TEMPLATE = 'mentoring/mentor.njk';
const DONE = {
  kept: 'Saved. The group reads who is there for it.',
  reviewed: 'Saved. It is asked again on the day below.',
  ended: 'The mentoring has ended. Who mentored the group, and what was talked about, stays here.',
  logged: 'It is written down. Both sides read it.',
};
const SAID = { dates: null, yes: true, no: false } as const;

/** Whether a group is a new partner, and who helps it to find its way. */
@PageController()
export class MentorPage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly mentorings: Mentorings,
    private readonly writes: MentoringWrites,
    private readonly talks: TalksReader,
  ) {}

  @Get('o/:org/partnerships/:id/mentor')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('after') after: unknown,
  ): Promise<void> {
    const page = await this.page(actor, id, textOf(after));
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE, answers: answersOf(page.now) });
  }

  @Post('o/:org/partnerships/:id/mentor')
  async keep(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.mentorings.of(actor, id);
    const to = `/o/${actor.organisationId}/partnerships/${id}/mentor`;
    const move = { form: MentorForm, template: TEMPLATE, page: () => this.page(actor, id), to, done: 'kept' };
    await this.pages.move(request, reply, move, (form: MentorForm) => {
      const wanted = {
        newPartner: SAID[form.newPartner],
        ...{ contactId: orNone(form.contactId), otherParty: orNone(form.otherParty) },
        ...{ fromOn: dayIn('fromOn', form.fromOn), reviewOn: dayIn('reviewOn', form.reviewOn) },
        declinedReason: orNone(form.declinedReason),
      };
      return this.writes.keep(actor, id, form.version, wanted);
    });
  }

  /** Both were asked: it goes on, or it ends. */
  @Post('o/:org/partnerships/:id/mentor/review')
  async review(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.mentorings.of(actor, id);
    await this.pages.submit(request, reply, {
      // The other form of the page would open without its answers.
      page: async () => ({ ...(await this.page(actor, id)), reviewAlone: true }),
      ...{ form: ReviewForm, template: TEMPLATE },
      work: async ({ version, stillNeeded: said, askAgainOn }: ReviewForm) => {
        const stillNeeded = said === 'yes';
        const reviewOn = stillNeeded ? dayIn('askAgainOn', askAgainOn) : null;
        await orAskAgain(() => this.writes.review(actor, id, version, { stillNeeded, reviewOn }));
        return `/o/${actor.organisationId}/partnerships/${id}/mentor?done=${stillNeeded ? 'reviewed' : 'ended'}`;
      },
    });
  }

  private async page(actor: Actor, id: string, after = '') {
    const [frame, now] = await Promise.all([this.frame.of(actor, id, 'Mentor'), this.mentorings.of(actor, id)]);
    const ours = frame.partnership.contacts.filter(({ side }) => side === 'health');
    const people = ours.map(({ id: value, name, email }) => ({ value, text: name ?? email ?? 'Name not known' }));
    const days = { since: dayOf(now.since), fromOn: dayOf(now.fromOn), reviewOn: dayOf(now.reviewOn) };
    const talks = await this.talks.of(actor, { partnershipId: id, after }, `${frame.here}/mentor`);
    return { ...frame, now, people, ...days, ...talks, several: false, former: formerOf(now.mentors) };
  }
}

const orNone = (text: string) => (text === '' ? null : text);
const dayOf = (text: string | null) => (text === null ? null : calendarDate(text));

/** Throws FormRefused. */
function dayIn(field: string, answer: string): CalendarDate | null {
  if (answer === '') return null;
  if (isCalendarDate(answer)) return answer;
  throw new FormRefused(422, [{ field, text: 'Enter a day, or leave it out' }]);
}

function answersOf(now: MentoringView): Answers {
  const { newPartner, contactId, otherParty, fromOn, reviewOn, declinedReason } = now;
  const texts = Object.entries({ contactId, otherParty, fromOn, reviewOn, declinedReason });
  return {
    newPartner: newPartner === null ? 'dates' : newPartner ? 'yes' : 'no',
    ...Object.fromEntries(texts.map(([field, text]) => [field, text ?? ''] as const)),
  };
}
