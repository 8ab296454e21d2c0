import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { Mentorings } from '../../mentoring';
import type { MentoringView } from '../../mentoring';
import type { Actor } from '../../platform';
import { calendarDate, isCalendarDate } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { PartnershipFrame } from '../partnership/partnership-frame.service';

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

const TEMPLATE = 'mentoring/mentor.njk';
const DONE = { kept: 'Saved. The group reads who is there for it.' };
const SAID = { dates: null, yes: true, no: false } as const;

/** Whether a group is a new partner, and who helps it to find its way. */
@PageController()
export class MentorPage {
  constructor(
    private readonly pages: Pages,
    private readonly frame: PartnershipFrame,
    private readonly mentorings: Mentorings,
  ) {}

  /** What is to be done, over all partnerships. */
  @Get('o/:org/mentors')
  async list(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const root = `/o/${actor.organisationId}`;
    const items = await this.mentorings.toDo(actor);
    this.pages.render(request, reply, 'mentoring/mentors.njk', {
      title: 'Mentors',
      items: items.map((item) => ({
        href: `${root}/partnerships/${item.partnershipId}/mentor`,
        ...{ group: item.group, mentor: item.mentor ?? item.otherParty },
        ...{ since: dayOf(item.since), reviewOn: dayOf(item.reviewOn) },
      })),
    });
  }

  @Get('o/:org/partnerships/:id/mentor')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id);
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
      return this.mentorings.keep(actor, id, form.version, wanted);
    });
  }

  private async page(actor: Actor, id: string) {
    const [frame, now] = await Promise.all([this.frame.of(actor, id, 'Mentor'), this.mentorings.of(actor, id)]);
    const ours = frame.partnership.contacts.filter(({ side }) => side === 'health');
    const people = ours.map(({ id: value, name, email }) => ({ value, text: name ?? email ?? 'Name not known' }));
    return { ...frame, now, people, since: dayOf(now.since), reviewOn: dayOf(now.reviewOn) };
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
