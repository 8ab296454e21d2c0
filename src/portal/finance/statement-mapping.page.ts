import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AMOUNT_STYLES, MappingDto, STATEMENT_DATE_FORMATS, StatementMappings } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { answersIn, FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';

const TEMPLATE = 'finance/statement-mapping.njk';

const STYLES: Readonly<Record<(typeof AMOUNT_STYLES)[number], string>> = {
  out_is_negative: 'One column; what goes out has a minus',
  out_is_positive: 'One column; what goes out has no sign',
  debit_credit: 'A column for each direction',
};

const MISSING: Readonly<Record<string, string>> = {
  name: 'Give it a name',
  dateColumn: 'Write the name of the column with the day',
  referenceColumn: 'Write the name of the column with the reference',
};

/** How the CSV of one bank or ledger is read. */
@PageController()
export class StatementMappingPage {
  constructor(
    private readonly pages: Pages,
    private readonly mappings: StatementMappings,
  ) {}

  @Get('o/:org/finance/reconcile/mappings/new')
  begin(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    this.pages.render(request, reply, TEMPLATE, page(actor, null, {}));
  }

  @Post('o/:org/finance/reconcile/mappings/new')
  add(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.save(request, reply, { actor, id: null }, async (mapping) => {
      await this.mappings.add(actor, mapping);
    });
  }

  @Get('o/:org/finance/reconcile/mappings/:id')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const kept = Object.entries(await this.mappings.one(actor, id)).filter(([name]) => name !== 'createdAt');
    const answers = Object.fromEntries(kept.map(([name, value]) => [name, String(value ?? '')])) as Answers;
    this.pages.render(request, reply, TEMPLATE, page(actor, id, answers), { answers });
  }

  @Post('o/:org/finance/reconcile/mappings/:id')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.mappings.one(actor, id);
    return this.save(request, reply, { actor, id }, (mapping, version) =>
      this.mappings.change(actor, id, version, mapping),
    );
  }

  @Post('o/:org/finance/reconcile/mappings/:id/removal')
  async remove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.mappings.one(actor, id);
    return this.pages.move(
      request,
      reply,
      {
        form: VersionForm,
        template: TEMPLATE,
        page: page(actor, id, answersIn(request.body)),
        to: `/o/${actor.organisationId}/finance/reconcile`,
        done: 'mapping-removed',
      },
      ({ version }) => this.mappings.remove(actor, id, version),
    );
  }

  private async save(
    request: PageRequest,
    reply: FastifyReply,
    { actor, id }: { actor: Actor; id: string | null },
    work: (mapping: MappingDto, version: number) => Promise<void>,
  ): Promise<void> {
    const answers = answersIn(request.body);
    try {
      await work(mappingIn(answers), Number(answers.version ?? 0));
      this.pages.goTo(reply, `/o/${actor.organisationId}/finance/reconcile?done=mapping`);
    } catch (error) {
      await this.pages.showAgain(
        request,
        reply,
        { template: TEMPLATE, page: page(actor, id, answers), answers },
        error,
      );
    }
  }
}

/** An empty answer is none. Throws FormRefused with one message a field. */
function mappingIn(answers: Answers): MappingDto {
  const given = Object.fromEntries(
    Object.entries(answers).filter(([name, value]) => name !== 'version' && value !== ''),
  );
  const mapping = plainToInstance(MappingDto, given);
  const errors = validateSync(mapping, { whitelist: true, stopAtFirstError: true });
  if (errors.length === 0) return mapping;
  throw new FormRefused(
    422,
    errors.map(({ property }) => ({
      field: property,
      text: MISSING[property] ?? 'Write it in at most 100 characters',
    })),
  );
}

function page(actor: Actor, id: string | null, answers: Answers): PageData {
  const finance = `/o/${actor.organisationId}/finance`;
  return {
    title: id === null ? 'Add a layout of CSV files' : 'Layout of CSV files',
    breadcrumbs: [
      { text: 'Finance', href: finance },
      { text: 'Reconcile', href: `${finance}/reconcile` },
    ],
    action: `${finance}/reconcile/mappings/${id ?? 'new'}`,
    isNew: id === null,
    version: answers.version ?? '',
    dateFormats: STATEMENT_DATE_FORMATS,
    styles: AMOUNT_STYLES.map((value) => ({ value, text: STYLES[value] })),
  };
}
