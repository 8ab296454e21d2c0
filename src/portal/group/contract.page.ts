import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AgreementService } from '../../contracts';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { answersIn } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { ReadyToBePaidReader } from '../paperwork/ready-to-be-paid.service';
import { confirmationOf } from './confirmation.rules';
import { ContractReader } from './contract-reading.service';
import { reasonsIn } from './reasons-in';
import { ContractChanges } from '../variations/contract-changes.service';

class ConfirmForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then confirm' })
  @Min(1, { message: 'Open the page again, then confirm' })
  version!: number;
}

const TEMPLATES = { health: 'manager/contract.njk', group: 'group/contract.njk' };
const DONE: Readonly<Record<string, string>> = {
  drafted: 'The draft is made. See below what is still to do before it is agreed.',
  confirmed: 'Your confirmation is on record. With both, the contract is agreed.',
  'agreed-on-one-page':
    'Your confirmation is on record. If you changed how we keep in touch or decide, the other side is asked about that.',
  'taken-back': 'Your side’s confirmation is taken back.',
  withdrawn: 'The draft is withdrawn, with your reason for the group to read.',
  read: 'Thank you. The health body sees that you have read when you are paid.',
  suspended: 'It is suspended, with your reason for the group to read.',
  resumed: 'It goes on.',
  terminated: 'It ends early. What is owed, or due back, is below.',
};

/** One contract, for either side: what was agreed, what was paid, and whom to talk to. */
@PageController()
export class ContractPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: ContractReader,
    private readonly agreement: AgreementService,
    private readonly ready: ReadyToBePaidReader,
    private readonly changes: ContractChanges,
  ) {}

  @Get('o/:org/contracts/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const page = await this.page(actor, id);
    await this.pages.open(request, reply, { template: TEMPLATES[actor.side], page, done: DONE });
  }

  @Post('o/:org/contracts/:id/agreement')
  async confirm(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const { contract } = await this.reader.read(actor, id);
    const answers = answersIn(request.body);
    await this.pages.submit(request, reply, {
      form: ConfirmForm,
      template: TEMPLATES[actor.side],
      page: () => this.page(actor, id),
      work: async ({ version }) => {
        const reasons = actor.side === 'health' ? reasonsIn(answers, contract.readiness ?? []) : [];
        await this.agreement.confirm(actor, id, version, reasons);
        return `/o/${actor.organisationId}/contracts/${id}?done=confirmed`;
      },
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const reading = await this.reader.read(actor, id);
    return {
      title: 'Contract',
      root: `/o/${actor.organisationId}`,
      ...reading,
      contractId: id,
      ready: await this.ready.of(actor, id),
      changes: await this.changes.of(actor, reading.contract),
      confirmation: confirmationOf(reading.contract, actor.side, `/o/${actor.organisationId}/contracts/${id}`),
      mayConfirm: actor.side === 'health' || actor.roles.includes('group_lead'),
    };
  }
}
