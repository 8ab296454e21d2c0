import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { payeeLine } from '../../finance';
import { CurrentActor } from '../../identity';
import { OrganisationChanges, OrganisationsService } from '../../organisations';
import { ContractDetailService } from '../../contracts';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';

const TEMPLATE = 'paperwork/payee-name.njk';
const DONE: Readonly<Record<string, string>> = {
  saved: 'Thank you. Payments are made out to this name from now on.',
};

class PayeeForm extends VersionForm {
  @IsNotEmpty({ message: 'Write the name of the account holder, as the bank has it' })
  @MaxLength(140, { message: 'Use at most 140 characters' })
  payeeName!: string;
}

/** In whose name the account is that a group is paid to: the group says it, or a manager for one that has not joined. */
@PageController()
export class PayeeNamePage {
  constructor(
    private readonly pages: Pages,
    private readonly organisations: OrganisationsService,
    private readonly changes: OrganisationChanges,
    private readonly contracts: ContractDetailService,
  ) {}

  @Get('o/:org/payee-name')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const page = await this.page(actor, actor.organisationId);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post('o/:org/payee-name')
  async say(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const to = `/o/${actor.organisationId}/payee-name`;
    await this.save(request, reply, { actor, groupId: actor.organisationId, to, done: 'saved' });
  }

  @Get('o/:org/contracts/:id/payee-name')
  async showOfListed(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, await this.groupOf(actor, id), id));
  }

  @Post('o/:org/contracts/:id/payee-name')
  async sayOfListed(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const to = paperworkOf(actor, id);
    const groupId = await this.groupOf(actor, id);
    await this.save(request, reply, { actor, groupId, contractId: id, to, done: 'payee' });
  }

  private save(
    request: PageRequest,
    reply: FastifyReply,
    at: { actor: Actor; groupId: string; contractId?: string; to: string; done: string },
  ): Promise<void> {
    const { actor, groupId, contractId, to, done } = at;
    const page = () => this.page(actor, groupId, contractId);
    const move = { form: PayeeForm, template: TEMPLATE, page, to, done };
    return this.pages.move(request, reply, move, ({ version, payeeName }) =>
      this.changes.change(actor, groupId, version, { payeeName }),
    );
  }

  private async groupOf(actor: Actor, contractId: string): Promise<string> {
    return (await this.contracts.one(actor, contractId)).group_id;
  }

  private async page(actor: Actor, groupId: string, contractId?: string): Promise<PageData> {
    const { payee_name: payeeName, name, version } = await this.organisations.one(actor, groupId);
    const ours = contractId === undefined;
    const root = `/o/${actor.organisationId}`;
    return {
      title: ours ? 'The name on our bank account' : 'The name on the group’s bank account',
      breadcrumbs: ours
        ? [{ text: 'Payments', href: `${root}/payments` }]
        : [{ text: 'Orders and coding', href: paperworkOf(actor, contractId) }],
      ours,
      group: name,
      payeeName,
      line: payeeLine(payeeName ?? name),
      version,
      maySay: !ours || actor.roles.includes('group_lead'),
    };
  }
}

function paperworkOf({ organisationId }: Actor, contractId: string): string {
  return `/o/${organisationId}/contracts/${contractId}/paperwork`;
}
