import { Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { PaymentReadiness, ScheduleAcknowledgements } from '../../payments';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { ReadyToBePaidReader } from './ready-to-be-paid.service';

const AGAIN = { message: 'Open the page again, then press the button once more' };

class AcknowledgementForm {
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(1, AGAIN)
  scheduleVersion!: number;
}

/** The one button with which a group says that it has read when it is paid. Where that fails, a page of its own says why. */
@PageController()
export class ScheduleAcknowledgementPage {
  constructor(
    private readonly pages: Pages,
    private readonly readiness: PaymentReadiness,
    private readonly acknowledgements: ScheduleAcknowledgements,
    private readonly ready: ReadyToBePaidReader,
  ) {}

  @Post('o/:org/contracts/:id/schedule-acknowledgement')
  async acknowledge(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.readiness.of(actor, id);
    const contract = `/o/${actor.organisationId}/contracts/${id}`;
    await this.pages.move(
      request,
      reply,
      {
        form: AcknowledgementForm,
        template: 'paperwork/schedule-again.njk',
        page: async () => ({
          title: 'When you are paid',
          contract,
          contractId: id,
          ready: await this.ready.of(actor, id),
        }),
        to: contract,
        done: 'read',
      },
      ({ scheduleVersion }) => this.acknowledgements.acknowledge(actor, id, scheduleVersion),
    );
  }
}
