import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Matches, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AgreementService, ContractDetailService, ContractMovesService, toContractDetailView } from '../../contracts';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { dayIn, MoveForm, REASON_OPTIONS, saidIn } from '../variations/move-form';
import { ContractPeople } from './contract-people.service';

class TakeBackForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  version!: number;
}

class OutsideForm extends TakeBackForm {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day on which the group confirmed' })
  confirmedOn!: string;

  @MinLength(1, { message: 'Say by which way the group confirmed' })
  @MaxLength(300, { message: 'Say it in at most 300 characters' })
  how!: string;

  @MinLength(1, { message: 'Say what shows it' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  evidence!: string;
}

const OUTSIDE = 'contract-new/outside.njk';
const WITHDRAW = 'variations/move.njk';
const WITHDRAWAL_WORDS = {
  title: 'Withdraw the draft',
  day: 'Withdrawn from',
  hint: 'Nothing of it is paid. The group sees that it was withdrawn, and why.',
  button: 'Withdraw it',
};

/** What else becomes of a draft: the group said yes outside Accord, the own yes is taken back, or it is withdrawn. */
@PageController()
export class AgreeingPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly agreement: AgreementService,
    private readonly moves: ContractMovesService,
    private readonly people: ContractPeople,
  ) {}

  @Get('o/:org/contracts/:id/confirmed-outside')
  async showOutside(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, OUTSIDE, await this.page(actor, id, 'Confirmed outside Accord'));
  }

  @Post('o/:org/contracts/:id/confirmed-outside')
  async outside(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.contracts.one(actor, id);
    await this.pages.submit(request, reply, {
      form: OutsideForm,
      template: OUTSIDE,
      page: () => this.page(actor, id, 'Confirmed outside Accord'),
      work: async ({ version, how, evidence, ...form }) => {
        const said = { confirmedOn: dayIn('confirmedOn', form.confirmedOn), how, evidence };
        await orAskAgain(() => this.agreement.confirmedOutside(actor, id, version, said));
        return `/o/${actor.organisationId}/contracts/${id}?done=confirmed`;
      },
    });
  }

  @Post('o/:org/contracts/:id/agreement/withdrawal')
  async takeBack(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.contracts.one(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: TakeBackForm,
        template: OUTSIDE,
        page: () => this.page(actor, id, 'Confirmed outside Accord'),
        to: `/o/${actor.organisationId}/contracts/${id}`,
        done: 'taken-back',
      },
      ({ version }) => this.agreement.withdraw(actor, id, version),
    );
  }

  @Get('o/:org/contracts/:id/withdrawal')
  async showWithdrawal(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, WITHDRAW, await this.withdrawal(actor, id));
  }

  @Post('o/:org/contracts/:id/withdrawal')
  async withdraw(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.contracts.one(actor, id);
    await this.pages.submit(request, reply, {
      form: MoveForm,
      template: WITHDRAW,
      page: () => this.withdrawal(actor, id),
      work: async (form) => {
        const move = { to: 'withdrawn' as const, said: saidIn(form) };
        await orAskAgain(() => this.moves.move(actor, id, form.version, move));
        return `/o/${actor.organisationId}/contracts/${id}?done=withdrawn`;
      },
    });
  }

  private async page(actor: Actor, id: string, title: string): Promise<PageData> {
    const contract = toContractDetailView(await this.contracts.one(actor, id));
    return { title, root: `/o/${actor.organisationId}`, contract };
  }

  private async withdrawal(actor: Actor, id: string): Promise<PageData> {
    const page = await this.page(actor, id, WITHDRAWAL_WORDS.title);
    return {
      ...page,
      move: 'withdrawal',
      words: WITHDRAWAL_WORDS,
      here: `/o/${actor.organisationId}/contracts/${id}/withdrawal`,
      reasons: REASON_OPTIONS,
      approvers: await this.people.ofHealthBody(actor, id),
    };
  }
}
