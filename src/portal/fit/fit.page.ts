import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ContractDetailService, toContractDetailView } from '../../contracts';
import { Fits, nameOf, PLACE_CHARACTERS, REASON_CHARACTERS } from '../../fit';
import { CurrentActor } from '../../identity';
import { COMMUNITIES, COMMUNITY_WORDS, KIND_WORDS, KINDS_OF_WORK } from '../../organisations';
import type { Community, KindOfWork } from '../../organisations';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { optionsOf, ticked } from '../profile/work-form';
import { fitShown } from './fit-view';

const TEMPLATE = 'fit/fit.njk';
const DONE: Readonly<Record<string, string>> = {
  asked: 'It is noted what this contract asks for. See below how it fits.',
  'gone-on': 'Your reason is on record, for the group to read.',
};
const LIST = { each: true, message: 'Choose from the list' };

class SeenForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then send it' })
  version!: number;
}

class AskForm extends SeenForm {
  @Transform(ticked)
  @IsArray()
  @IsIn(KINDS_OF_WORK, LIST)
  kinds: KindOfWork[] = [];

  @Transform(ticked)
  @IsArray()
  @IsIn(COMMUNITIES, LIST)
  communities: Community[] = [];

  @IsOptional()
  @MaxLength(PLACE_CHARACTERS, { message: `A place has at most ${String(PLACE_CHARACTERS)} characters` })
  @Matches(/^[^\p{Cc}]*$/u, { message: 'The place must be on one line' })
  area?: string;
}

class GoOnForm extends SeenForm {
  @Transform(ticked)
  @IsArray()
  gaps: string[] = [];

  @MinLength(1, { message: 'Say why you go on, for the group to read' })
  @MaxLength(REASON_CHARACTERS, { message: 'Say it in at most 1,000 characters' })
  reason!: string;
}

/** What a contract asks for against what its group says of its work, for either side; the health side says what and why. */
@PageController()
export class FitPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly fits: Fits,
  ) {}

  @Get('o/:org/contracts/:id/fit')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.page(actor, id), done: DONE });
  }

  @Post('o/:org/contracts/:id/fit')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.fits.of(actor, id);
    const move = { form: AskForm, template: TEMPLATE, page: () => this.page(actor, id) };
    await this.pages.move(request, reply, { ...move, to: addressOf(actor, id), done: 'asked' }, (form) => {
      const { version, kinds, communities, area = '' } = form;
      const asked = { kinds, communities, area: area === '' ? null : area };
      return this.fits.ask(actor, id, version, asked);
    });
  }

  @Post('o/:org/contracts/:id/fit/override')
  async goOn(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.fits.of(actor, id);
    const move = { form: GoOnForm, template: TEMPLATE, page: () => this.page(actor, id) };
    await this.pages.move(request, reply, { ...move, to: addressOf(actor, id), done: 'gone-on' }, (form) =>
      this.fits.goOn(actor, id, form.version, { gaps: form.gaps, reason: form.reason }),
    );
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const contract = toContractDetailView(await this.contracts.one(actor, id));
    const fit = await this.fits.of(actor, id);
    return {
      title: 'Whether it fits',
      root: `/o/${actor.organisationId}`,
      contract,
      other: actor.side === 'health' ? contract.group : contract.healthBody,
      fit: fitShown(fit, actor.side),
      asked: fit.asked,
      open: fit.openGaps.map((gap) => ({ gap, name: nameOf(gap) })),
      version: fit.version,
      mayAsk: actor.side === 'health' && contract.state === 'draft',
      mayGoOn: actor.side === 'health' && fit.openGaps.length > 0,
      kinds: optionsOf(KIND_WORDS),
      communities: optionsOf(COMMUNITY_WORDS),
    };
  }
}

function addressOf({ organisationId }: Actor, id: string): string {
  return `/o/${organisationId}/contracts/${id}/fit`;
}
