import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { BankDetailCalls, BankDetailMoves, spacedSortCode } from '../../finance';
import type { CallBackDto, LookDto } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { BankDetailReading } from './bank-detail-reading.service';
import { LOOK_REASONS } from './bank-detail-words.rules';

class CallForm extends VersionForm {
  @IsUUID(undefined, { message: 'Choose whom you called' })
  contactId!: string;

  @IsIn(['said_yes', 'said_no', 'not_reached'], { message: 'Say what came of the call' })
  result!: CallBackDto['result'];
}

class LookForm {
  @IsIn(LOOK_REASONS.map(({ value }) => value), { message: 'Say why you need the whole number' })
  why!: LookDto['why'];
}

const TEMPLATE = 'finance/bank-detail.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'Proposed. It is not used until it was checked and has rested.',
  called: 'The call is on record.',
  confirmed: 'Confirmed. It takes effect 72 hours from now, unless somebody stops it.',
  refused: 'Refused. The number is forgotten.',
  cancelled: 'Cancelled. The number is forgotten.',
  ended: 'Ended. It is used no more.',
};

/** One change of bank details, step by step: called back, confirmed by a second person, rested. */
@PageController()
export class BankDetailPage {
  constructor(
    private readonly pages: Pages,
    private readonly reading: BankDetailReading,
    private readonly calls: BankDetailCalls,
    private readonly moves: BankDetailMoves,
  ) {}

  @Get('o/:org/finance/bank-details/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.reading.page(actor, id), done: DONE });
  }

  @Post('o/:org/finance/bank-details/:id/call-back')
  async callBack(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reading.mustBeThere(actor, id);
    await this.pages.submit(request, reply, {
      form: CallForm,
      template: TEMPLATE,
      page: () => this.reading.page(actor, id),
      work: async ({ version, contactId, result }) => {
        await this.calls.record(actor, id, version, { contactId, result });
        return this.at(actor, id, result === 'said_no' ? 'refused' : 'called');
      },
    });
  }

  @Post('o/:org/finance/bank-details/:id/confirmation')
  confirm(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    return this.move(request, reply, { actor, id, done: 'confirmed' }, (version) =>
      this.moves.confirm(actor, id, version),
    );
  }

  @Post('o/:org/finance/bank-details/:id/refusal')
  refuse(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const work = (version: number) => this.moves.close(actor, id, version, 'refusal');
    return this.move(request, reply, { actor, id, done: 'refused' }, work);
  }

  @Post('o/:org/finance/bank-details/:id/cancellation')
  cancel(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const work = (version: number) => this.moves.close(actor, id, version, 'cancellation');
    return this.move(request, reply, { actor, id, done: 'cancelled' }, work);
  }

  @Post('o/:org/finance/bank-details/:id/end')
  end(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const work = (version: number) => this.moves.close(actor, id, version, 'end');
    return this.move(request, reply, { actor, id, done: 'ended' }, work);
  }

  /** Shown once, in the answer itself: going back or opening the page again shows it masked. */
  @Post('o/:org/finance/bank-details/:id/look')
  async look(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reading.mustBeThere(actor, id);
    const page = () => this.reading.page(actor, id);
    await this.pages.submit(request, reply, {
      form: LookForm,
      template: TEMPLATE,
      page,
      work: async ({ why }) => {
        const { sortCode, accountNumber, accountName } = await this.moves.look(actor, id, { why });
        const whole = { sortCode: spacedSortCode(sortCode), accountNumber, accountName };
        return { template: TEMPLATE, data: { ...(await page()), whole } };
      },
    });
  }

  private async move(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id, done }: { actor: Actor; id: string; done: string },
    work: (version: number) => Promise<string>,
  ): Promise<void> {
    await this.reading.mustBeThere(actor, id);
    const page = () => this.reading.page(actor, id);
    const to = `/o/${actor.organisationId}/finance/bank-details/${id}`;
    const move = { form: VersionForm, template: TEMPLATE, page, to, done };
    await this.pages.move(request, reply, move, ({ version }) => work(version));
  }

  private at({ organisationId }: Actor, id: string, done: string): string {
    return `/o/${organisationId}/finance/bank-details/${id}?done=${done}`;
  }
}
