import { Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { ACCESS_TABLE } from '../../platform';
import type { Actor, Role } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { answersIn, asRefusal } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import type { Inverse } from './inverse';
import { MoneyInverses } from './money-inverses.service';
import { PeopleInverses } from './people-inverses.service';
import { stepIn } from './undo-offer';

/** Why nothing was undone, and where to see how it stands. */
interface Refusal {
  status: number;
  why: string;
  at: string;
}

const NOT_YOURS =
  'This was not done by you here, or you have signed in again since. Open the page of what you want to change, and change it there.';
const LATE = 'Ten minutes have gone by. Open the page of it: what can still be changed is offered there.';
const CHANGED = 'It was undone already, or somebody has changed it since. Nothing more was done now.';

/** Taking back what was done a moment ago, as long as nothing has left. */
@PageController()
export class UndoPage {
  constructor(
    private readonly pages: Pages,
    private readonly money: MoneyInverses,
    private readonly people: PeopleInverses,
  ) {}

  @Post('o/:org/undo')
  async undo(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const root = `/o/${actor.organisationId}`;
    const step = stepIn(request, answersIn(request.body).undo);
    const inverse = step === null ? undefined : { ...this.money.all, ...this.people.all }[step.word];
    if (step === null || inverse === undefined) {
      this.refuse(request, reply, { status: 422, why: NOT_YOURS, at: root });
      return;
    }
    const at = root + inverse.at(step.args);
    if (step.late) {
      this.refuse(request, reply, { status: 409, why: LATE, at });
      return;
    }
    assertMay(actor, inverse);
    try {
      await inverse.undo(actor, step.args);
      this.pages.goTo(reply, `${at}?undone=${step.word}`);
    } catch (error) {
      this.refuse(request, reply, { status: 409, why: whyNot(error), at });
    }
  }

  private refuse(request: PageRequest, reply: FastifyReply, { status, why, at }: Refusal): void {
    this.pages.render(request, reply, 'undo/refused.njk', { title: 'It was not undone', why, at }, { status });
  }
}

/** Throws DomainError for whoever has lost the role meanwhile. */
function assertMay({ roles }: Actor, { as }: Inverse): void {
  const who = ACCESS_TABLE[as]?.who;
  if (Array.isArray(who) && roles.some((role) => (who as readonly Role[]).includes(role))) return;
  throw new DomainError('forbidden', 'Your role in this organisation does not include this.');
}

/** Throws what is no refusal of the service. */
function whyNot(error: unknown): string {
  if (error instanceof DomainError && (error.kind === 'stale' || error.kind === 'not-found')) return CHANGED;
  const refusal = asRefusal(error);
  if (refusal === null) throw error;
  return refusal.errors.map(({ text }) => text).join(' ');
}
