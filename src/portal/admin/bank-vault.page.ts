import { Get, Post, Req, Res } from '@nestjs/common';
import { Equals } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { VaultService, VaultStatusService } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';

class SureForm {
  @Equals('yes', { message: 'Tick the box to show that you mean it' })
  confirmed!: string;
}

const TEMPLATE = 'admin/bank-vault.njk';
const DONE: Readonly<Record<string, string>> = {
  on: 'The vault is turned on. Finance can propose bank details now.',
  off: 'The vault is turned off, and its key is gone.',
};

/** Whether a health body keeps bank details in Accord at all. */
@PageController()
export class BankVaultPage {
  constructor(
    private readonly pages: Pages,
    private readonly vault: VaultService,
    private readonly status: VaultStatusService,
  ) {}

  @Get('o/:org/admin/bank-vault')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor), done: DONE });
  }

  @Post('o/:org/admin/bank-vault')
  turnOn(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.change(request, reply, actor, async () => {
      await this.vault.turnOn(actor, true);
      return 'on';
    });
  }

  @Post('o/:org/admin/bank-vault/end')
  turnOff(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.change(request, reply, actor, async () => {
      await this.vault.turnOff(actor, true);
      return 'off';
    });
  }

  private change(request: PageRequest, reply: FastifyReply, actor: Actor, work: () => Promise<string>): Promise<void> {
    return this.pages.submit(request, reply, {
      form: SureForm,
      template: TEMPLATE,
      page: () => this.page(actor),
      work: async () => `/o/${actor.organisationId}/admin/bank-vault?done=${await work()}`,
    });
  }

  private async page(actor: Actor): Promise<PageData> {
    const root = `/o/${actor.organisationId}/admin/bank-vault`;
    return { title: 'Bank-detail vault', root, vault: await this.status.now(actor) };
  }
}
