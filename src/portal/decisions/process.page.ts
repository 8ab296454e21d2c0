import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Equals, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { DecisionProcesses, standardProcess } from '../../decisions';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { ProcessReader } from './process-reading.service';

class StandardForm {
  @Equals('standard', { message: 'Open the page again, then send it' })
  way!: string;
}

class DeclineForm extends VersionForm {
  @MinLength(1, { message: 'Say why not, for the other side to read' })
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  reason!: string;
}

const ONE = 'decisions/process.njk';
const OF_CONTRACT = 'decisions/contract-process.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'Sent, and signed by your side. It holds once the other side has signed it too.',
  signed: 'Signed by both sides. This is how you decide together.',
  declined: 'Declined. The other side reads your reason.',
  withdrawn: 'Taken back.',
};

/** How the two sides decide: what holds, what waits, all versions, and the ready-made one to propose. */
@PageController()
export class DecisionProcessPage {
  constructor(
    private readonly pages: Pages,
    private readonly processes: DecisionProcesses,
    private readonly reader: ProcessReader,
  ) {}

  @Get('o/:org/contracts/:id/decision-process')
  async ofContract(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('cursor') cursor: unknown,
  ): Promise<void> {
    const page = await this.reader.contractPage(actor, id, typeof cursor === 'string' ? cursor : undefined);
    this.pages.render(request, reply, OF_CONTRACT, page);
  }

  @Post('o/:org/contracts/:id/decision-process')
  async propose(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.reader.contractPage(actor, id);
    await this.pages.submit(request, reply, {
      ...{ form: StandardForm, template: OF_CONTRACT, page },
      work: async () => {
        const made = await this.processes.propose(actor, id, standardProcess());
        return `/o/${actor.organisationId}/decision-processes/${made}?done=proposed`;
      },
    });
  }

  @Get('o/:org/decision-processes/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: ONE, page: () => this.reader.page(actor, id), done: DONE });
  }

  @Post('o/:org/decision-processes/:id/signature')
  sign(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, VersionForm, 'signed'), ({ version }) =>
      this.processes.sign(actor, id, version),
    );
  }

  @Post('o/:org/decision-processes/:id/refusal')
  decline(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, DeclineForm, 'declined'), ({ version, reason }) =>
      this.processes.decline(actor, id, version, reason),
    );
  }

  @Post('o/:org/decision-processes/:id/withdrawal')
  withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.pages.move(request, reply, this.move(actor, id, VersionForm, 'withdrawn'), ({ version }) =>
      this.processes.withdraw(actor, id, version),
    );
  }

  private move<Form extends object>(actor: Actor, id: string, form: new () => Form, done: string) {
    const to = `/o/${actor.organisationId}/decision-processes/${id}`;
    return { form, template: ONE, page: () => this.reader.page(actor, id), to, done };
  }
}
