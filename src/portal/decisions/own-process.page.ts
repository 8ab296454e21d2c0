import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DecisionProcesses, standardProcess } from '../../decisions';
import type { ProcessView } from '../../decisions';
import { CurrentActor } from '../../identity';
import { Clock, NOT_FOUND } from '../../platform';
import type { Actor } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { answersIn, asRefusal, FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { givenIn } from '../variations/variation-words.rules';
import { kindRows } from './own-kinds.rules';
import { MOST_PEOPLE } from './own-people.rules';
import { answersOf, fieldOnForm, ownProcessIn } from './own-process.rules';
import type { OwnProcess } from './own-process.rules';
import { compareProcesses } from './process-comparison.rules';
import { placed, ProcessReader } from './process-reading.service';
import type { ProcessSetting } from './process-reading.service';
import { shown } from './process-shown';

const QUESTIONS = 'decisions/own-process.njk';
const CHECK = 'decisions/own-process-check.njk';
/** Asks for the form again, with the answers: to change them, or for room for more people. */
const AGAIN = new Set(['change', 'rows']);
const NOT_ANSWERS = new Set(['step', 'basedOn']);
const SAME = 'This is what holds already. Change something, or leave it as it is.';
const OTHERWISE = 'Another version holds since you opened this page. See again what changes, then send it.';

/** What a new version is written for: who, and what holds and waits at the time. */
interface Desk {
  setting: ProcessSetting;
  inForce: ProcessView | null;
  proposed: ProcessView | null;
}

/** A side writes how it wants both to decide: one page of questions, then what changes by it, then sent. */
@PageController()
export class OwnProcessPage {
  constructor(
    private readonly pages: Pages,
    private readonly processes: DecisionProcesses,
    private readonly reader: ProcessReader,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/contracts/:id/decision-process/new')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('from') from: unknown,
  ): Promise<void> {
    const desk = await this.desk(actor, id);
    const start = from === undefined ? desk.inForce : await this.start(actor, id, from);
    const { proposed } = desk;
    this.pages.render(request, reply, QUESTIONS, {
      ...this.page(actor, desk),
      waits: proposed === null ? null : { id: proposed.id, ours: proposed.proposedBy === actor.side },
      from: from === undefined ? null : (start?.number ?? null),
      start: answersOf(start ?? standardProcess(), this.clock.today()),
    });
  }

  @Post('o/:org/contracts/:id/decision-process/new')
  async check(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    const desk = await this.desk(actor, id);
    if (AGAIN.has(String(answers.step))) {
      this.pages.render(request, reply, QUESTIONS, this.page(actor, desk), { answers });
      return;
    }
    await this.orMend(request, reply, { actor, desk, answers }, async (process) => {
      await this.processes.assertProposable(actor, id, process);
      const given = givenIn(answers).filter(({ name }) => !NOT_ANSWERS.has(name));
      this.pages.render(request, reply, CHECK, { ...this.page(actor, desk), given, ...comesTo(desk, process) });
    });
  }

  @Post('o/:org/contracts/:id/decision-process/new/sent')
  async send(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    const desk = await this.desk(actor, id);
    await this.orMend(request, reply, { actor, desk, answers }, async (process) => {
      if (answers.basedOn !== (desk.inForce?.id ?? '')) throw new FormRefused(409, [{ field: null, text: OTHERWISE }]);
      const sent = await this.processes.propose(actor, id, process);
      this.pages.goTo(reply, `/o/${actor.organisationId}/decision-processes/${sent}?done=proposed`);
    });
  }

  /** Does the work with what the form says, or shows the form again with what is wrong, each at its place. */
  private async orMend(
    request: PageRequest,
    reply: FastifyReply,
    { actor, desk, answers }: { actor: Actor; desk: Desk; answers: Answers },
    work: (process: OwnProcess) => Promise<void>,
  ): Promise<void> {
    const { process, problems } = ownProcessIn(answers, desk.setting.names, this.clock.today());
    try {
      if (problems.length > 0) throw new FormRefused(422, problems);
      await work(process);
    } catch (error) {
      const again = { template: QUESTIONS, page: this.page(actor, desk), answers };
      await this.pages.showAgain(request, reply, again, atItsField(error, process));
    }
  }

  private page(actor: Actor, { setting, inForce }: Desk): PageData {
    const { contract, people, names } = setting;
    const at = `/o/${actor.organisationId}/contracts/${contract.id}/decision-process`;
    return {
      ...placed(actor, setting),
      title: 'Write how you want to decide',
      ...{ at, here: `${at}/new`, holds: inForce !== null, waits: null, from: null, start: {} },
      kinds: kindRows(),
      places: [
        { side: 'health', name: names.health, people: people.health },
        { side: 'group', name: names.group, people: people.group },
      ],
      most: MOST_PEOPLE,
    };
  }

  private async desk(actor: Actor, contractId: string): Promise<Desk> {
    const setting = await this.reader.setting(actor, contractId);
    const { inForce, proposed } = await this.processes.ofContract(actor, contractId);
    return { setting, inForce, proposed };
  }

  /** The version to begin with. Throws DomainError `not-found` unless it is one of this contract. */
  private async start(actor: Actor, contractId: string, from: unknown): Promise<ProcessView> {
    const found = isUUID(from) ? await this.processes.one(actor, String(from)) : null;
    if (found?.contractId !== contractId) throw new DomainError('not-found', NOT_FOUND);
    return found;
  }
}

/** What it comes to, beside what holds. Throws FormRefused when that is the same. */
function comesTo({ setting, inForce }: Desk, process: OwnProcess) {
  const { names, known } = setting;
  const compared = inForce === null ? null : compareProcesses(inForce, process, names, known);
  if (compared?.changed.length === 0) throw new FormRefused(422, [{ field: null, text: SAME }]);
  return {
    title: 'Check before you send it',
    inForce,
    process: shown(process, names, known),
    fromOn: process.fromOn ?? null,
    compared,
  };
}

function atItsField(error: unknown, process: OwnProcess): unknown {
  const refusal = asRefusal(error);
  if (refusal === null) return error;
  const errors = refusal.errors.map(({ field, text }) => ({
    field: field === null ? null : fieldOnForm(field, process),
    text,
  }));
  return new FormRefused(refusal.status, errors);
}
