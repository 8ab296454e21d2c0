import { Param, Post, Req, Res } from '@nestjs/common';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ReturnUndoService } from '../../payments';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { PaymentReader } from './payment-reading.service';

class UndoReturnForm extends VersionForm {
  @IsString({ message: 'Say how you know that it did not come back' })
  @IsNotEmpty({ message: 'Say how you know that it did not come back' })
  @MaxLength(1000, { message: 'Say it in at most 1,000 characters' })
  undoWords!: string;
}

/** A return that was written down by mistake is taken back, from the page of the payment. */
@PageController()
export class ReturnUndoPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: PaymentReader,
    private readonly returns: ReturnUndoService,
  ) {}

  @Post('o/:org/payments/:id/return-undo')
  async undo(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    // what is not there is so before anything is asked of the form
    await this.reader.read(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: UndoReturnForm,
        template: 'payment/payment.njk',
        page: () => this.reader.page(actor, id),
        to: `/o/${actor.organisationId}/payments/${id}`,
        done: 'undone',
      },
      ({ version, undoWords }) => this.returns.undo(actor, id, version, undoWords),
    );
  }
}
