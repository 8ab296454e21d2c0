import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsUUID, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CHANNELS, EngagementWritesService, LogEngagementDto } from '../../engagement';
import type { Channel } from '../../engagement';
import { CurrentActor } from '../../identity';
import { Mentorings } from '../../mentoring';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { CHANNEL_NAMES, entryLines, nameOf } from '../contact-log/log-words.rules';
import { answersIn, readForm } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { PartnershipFrame } from '../partnership/partnership-frame.service';
import { dayAnswered } from '../payment/forms';

const QUESTIONS = 'mentoring/talk.njk';
const CHECK = 'mentoring/talk-check.njk';
const blank = ({ value }: { value: unknown }) => (value === '' ? undefined : value);

/** Of a talk in which both took part: who began it is asked of no one. */
class TalkForm {
  @IsOptional()
  happenedOn?: unknown;

  @IsIn(CHANNELS, { message: 'Choose how you talked' })
  channel!: Channel;

  @IsUUID(undefined, { message: 'Choose the person of the health body' })
  healthContactId!: string;

  @Transform(blank)
  @IsOptional()
  @IsUUID(undefined, { message: 'Choose somebody of the group, or nobody' })
  groupContactId?: string;

  @MinLength(1, { message: 'Say what you talked about' })
  @MaxLength(4000, { message: 'Say what you talked about in at most 4,000 characters' })
  talked!: string;

  @Transform(blank)
  @IsOptional()
  @MaxLength(4000, { message: 'Say what is to do next in at most 4,000 characters' })
  next?: string;

  /** `send` once the answers were checked, `change` to go back to them. */
  @IsOptional()
  step?: unknown;
}

/** Either side writes down what was talked about with a mentor. */
@PageController()
export class MentorTalkPage {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
    private readonly frame: PartnershipFrame,
    private readonly mentorings: Mentorings,
    private readonly writes: EngagementWritesService,
  ) {}

  @Get('o/:org/mentors/:id/talk')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, QUESTIONS, await this.questions(actor, id));
  }

  @Post('o/:org/mentors/:id/talk')
  async log(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.questions(actor, id);
    const answers = answersIn(request.body);
    if (answers.step === 'change') {
      this.pages.render(request, reply, QUESTIONS, page, { answers });
      return;
    }
    try {
      const form = readForm(TalkForm, answers);
      const happenedOn = dayAnswered('happenedOn', form.happenedOn, 'Enter the day of the talk', this.clock.today());
      const talk = { ...said(form, actor), partnershipId: id, happenedOn };
      if (form.step === 'send') {
        await this.writes.log(actor, Object.assign(new LogEngagementDto(), talk));
        this.pages.goTo(reply, `${page.mentorsPage}?done=logged#talks`);
      } else
        this.pages.render(request, reply, CHECK, { ...page, ...checked(actor, page, talk), given: given(answers) });
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: QUESTIONS, page, answers }, error);
    }
  }

  private async questions(actor: Actor, id: string) {
    const title = 'Write down what was talked about';
    const [frame, now] = await Promise.all([this.frame.of(actor, id, title), this.mentorings.of(actor, id)]);
    const ours = actor.side === 'health';
    const mentorsPage = ours ? `${frame.here}/mentor` : `/o/${actor.organisationId}/mentors`;
    const of = (side: string) =>
      frame.partnership.contacts
        .filter((each) => each.side === side)
        .map((each) => ({ value: each.id, text: nameOf(each) }));
    return {
      ...{
        title,
        mentorsPage,
        ours,
        partnershipHere: frame.here,
        here: `/o/${actor.organisationId}/mentors/${id}/talk`,
      },
      breadcrumbs: [
        ...(ours ? (frame.breadcrumbs ?? []) : []),
        { text: ours ? 'Mentor' : 'Mentors', href: mentorsPage },
      ],
      ...{
        healthBody: now.healthBody,
        groupName: now.group,
        otherParty: now.otherParty,
        mentorId: now.contactId ?? '',
      },
      ...{ health: of('health'), group: of('group'), today: this.clock.today() },
      channels: CHANNELS.filter((value) => value !== 'portal').map((value) => ({ value, text: CHANNEL_NAMES[value] })),
    };
  }
}

type Questions = Awaited<ReturnType<MentorTalkPage['questions']>>;

function said({ channel, healthContactId, groupContactId = '', talked, next }: TalkForm, { side }: Actor) {
  return {
    ...{ channel, healthContactId, groupContactId: groupContactId === '' ? null : groupContactId },
    ...{ startedBy: side, twoWay: true, mentoring: true, contractId: null },
    ...{ purpose: talked, outcome: next ?? null },
  };
}

/** The answers in words, to be looked at once more. */
function checked(actor: Actor, page: Questions, talk: ReturnType<typeof said> & { happenedOn: string }) {
  const named = (choices: Questions['health'], id: string | null) =>
    id === null ? null : { name: choices.find(({ value }) => value === id)?.text ?? null, email: null };
  const facts = {
    ...talk,
    ...{ healthBody: page.healthBody, group: page.groupName, contractReference: null },
    healthPerson: named(page.health, talk.healthContactId) ?? { name: null, email: null },
    groupPerson: named(page.group, talk.groupContactId),
  };
  return { title: 'Check before you save it', lines: entryLines(facts, actor.side) };
}

function given(answers: Answers): { name: string; value: string }[] {
  const fields = ['happenedOn', 'channel', 'healthContactId', 'groupContactId', 'talked', 'next'];
  return fields.map((name) => ({ name, value: String(answers[name] ?? '') }));
}
