import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { IsOptional, isUUID, IsUUID, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ContractDetailService } from '../../contracts';
import { CurrentActor } from '../../identity';
import { MaterialListQuery, Materials, MaterialVersions, MOST_WORDS } from '../../materials';
import { PartnershipListQuery, PartnershipsService } from '../../partnerships';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { nameTag } from './material-words.rules';

const MOST_PARTNERS = 200;
const NEW = 'materials/new.njk';
const WHICH = { message: 'Choose with whom you make it' };

class NewMaterialForm {
  @IsUUID(undefined, WHICH)
  partnershipId!: string;

  @IsOptional()
  @MaxLength(36)
  contractId?: string;

  @MinLength(1, { message: 'Say what it is called' })
  @MaxLength(200, { message: 'Say it in at most 200 characters' })
  title!: string;

  @IsOptional()
  @MaxLength(MOST_WORDS, { message: 'Write at most 50,000 characters' })
  words?: string;
}

/** Everything that partnerships publish or work with, and something new. */
@PageController()
export class MaterialsPage {
  constructor(
    private readonly pages: Pages,
    private readonly materials: Materials,
    private readonly versions: MaterialVersions,
    private readonly partnerships: PartnershipsService,
    private readonly contracts: ContractDetailService,
  ) {}

  @Get('o/:org/materials')
  async list(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('contract') contract: unknown,
    @Query('cursor') cursor: unknown,
  ): Promise<void> {
    const contractId = isUUID(contract) ? String(contract) : null;
    const query = asked(MaterialListQuery, {
      ...(contractId !== null && { contractId }),
      ...(typeof cursor === 'string' && { cursor }),
    });
    const { items, next } = await this.materials.list(actor, query);
    const root = `/o/${actor.organisationId}`;
    const only = contractId === null ? '' : `contract=${contractId}&`;
    this.pages.render(request, reply, 'materials/list.njk', {
      title: 'Materials',
      ...{ root, contractId },
      more: next === null ? null : `${root}/materials?${only}cursor=${encodeURIComponent(next)}`,
      items: items.map(({ id, title, latest, consent, group, healthBody, ...item }) => ({
        ...{ id, title, latest, reference: item.contractReference },
        name: latest === 0 ? null : nameTag(consent),
        other: actor.side === 'health' ? group : healthBody,
        waiting: item.openProposals,
        flagged: item.usesWithoutConsent,
      })),
    });
  }

  @Get('o/:org/materials/new')
  async questions(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('contract') contract: unknown,
  ): Promise<void> {
    this.pages.render(request, reply, NEW, await this.page(actor, contract));
  }

  @Post('o/:org/materials/new')
  async start(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const { contractId: contract } = request.body as { contractId?: unknown };
    await this.pages.submit(request, reply, {
      form: NewMaterialForm,
      template: NEW,
      page: () => this.page(actor, contract),
      work: async ({ partnershipId, contractId, title, words }) => {
        const id = await this.versions.start(actor, partnershipId, {
          title,
          ...(isUUID(contractId) && { contractId }),
          ...(words !== undefined && words !== '' && { words }),
        });
        const at = `/o/${actor.organisationId}/materials/${id}`;
        return words === undefined || words === '' ? `${at}/edit` : `${at}?done=started`;
      },
    });
  }

  private async page(actor: Actor, contract: unknown): Promise<PageData> {
    const { items } = await this.partnerships.list(actor, asked(PartnershipListQuery, { limit: MOST_PARTNERS }));
    const under = isUUID(contract) ? await this.contracts.one(actor, String(contract)) : null;
    const root = `/o/${actor.organisationId}`;
    const own =
      under === null
        ? items
        : items.filter((row) => row.group_id === under.group_id && row.health_body_id === under.health_body_id);
    return {
      title: 'Add a material',
      breadcrumbs: [{ text: 'Materials', href: `${root}/materials` }],
      ...{ root, contractId: under?.id ?? null, reference: under?.reference ?? null },
      isGroup: actor.side === 'group',
      partners: own.map((row) => ({ value: row.id, text: actor.side === 'health' ? row.group : row.health_body })),
    };
  }
}
