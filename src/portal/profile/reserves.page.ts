import { Get, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { GroupMeans } from '../../organisations';
import type { Actor } from '../../platform';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { penceIn } from '../paperwork/money-in.rules';

const AGAIN = { message: 'Open the page again, then send it' };

class ReservesForm {
  /** 0 where nothing is said. */
  @Type(() => Number)
  @IsInt(AGAIN)
  @Min(0, AGAIN)
  version!: number;

  @IsOptional()
  @IsString()
  reserves?: string;

  @IsOptional()
  @IsString()
  monthlyCost?: string;

  @IsIn(['yes', 'no'], { message: 'Choose who may see how long they last' })
  shared!: 'yes' | 'no';
}

const TEMPLATE = 'profile/reserves.njk';

/** What a group has in reserve and needs each month: for itself, unless it shares it. */
@PageController()
export class ReservesPage {
  constructor(
    private readonly pages: Pages,
    private readonly means: GroupMeans,
  ) {}

  @Get('o/:org/reserves')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const { reservesPence, monthlyCostPence, shared, version } = await this.means.own(actor, actor.organisationId);
    const answers = {
      reserves: inPounds(reservesPence),
      monthlyCost: inPounds(monthlyCostPence),
      shared: shared ? 'yes' : 'no',
    };
    const page = pageOf(actor, version);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: { saved: 'Saved.' }, answers });
  }

  @Post('o/:org/reserves')
  async say(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    await this.pages.move(
      request,
      reply,
      {
        form: ReservesForm,
        template: TEMPLATE,
        page: async () => pageOf(actor, (await this.means.own(actor, actor.organisationId)).version),
        to: `/o/${actor.organisationId}/reserves`,
        done: 'saved',
      },
      ({ version, reserves = '', monthlyCost = '', shared }) =>
        this.means.say(actor, actor.organisationId, version, {
          reservesPence: sumIn('reserves', reserves, 0),
          monthlyCostPence: sumIn('monthlyCost', monthlyCost, 1),
          shared: shared === 'yes',
        }),
    );
  }
}

function pageOf({ organisationId }: Actor, version: number): PageData {
  return { title: 'How long we can wait for money', root: `/o/${organisationId}`, version };
}

function inPounds(pence: number | null): string {
  return pence === null ? '' : (pence / 100).toFixed(2).replace(/\.00$/, '');
}

/** Throws FormRefused. */
function sumIn(field: string, answer: string, least: number): number | null {
  if (answer.trim() === '') return null;
  const pence = penceIn(answer);
  if (pence !== null && pence >= least && Number.isSafeInteger(pence)) return pence;
  throw new FormRefused(422, [{ field, text: 'Enter a sum in pounds, such as 4,000, or leave it out' }]);
}
