import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ExportTemplateListQuery, ExportTemplates, RunExportReads, RunExports, whyNotSend } from '../../finance';
import { CurrentActor } from '../../identity';
import { sendFile } from '../../platform';
import type { Actor } from '../../platform';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { asked } from '../group/asked';
import { RunReader } from './run-reading.service';
import { FILE_WORDS } from './run-words.rules';

const TEMPLATE = 'finance/export-run.njk';
const FURTHER = ['remittance_csv', 'journal_csv'] as const;
const MOST_COLUMN_SETS = 200;

class ExportForm extends VersionForm {
  @IsIn(['payment', ...FURTHER], { message: 'Choose the file' })
  kind!: 'payment' | (typeof FURTHER)[number];

  @IsOptional()
  @ValidateIf(({ templateId }: ExportForm) => templateId !== '')
  @IsUUID(undefined, { message: 'Choose the column set' })
  templateId?: string;
}

/** Where the file of a run is made, once, and fetched again. It is for a sign-in of the last minutes. */
@PageController()
export class ExportRunPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: RunReader,
    private readonly exports: RunExports,
    private readonly exported: RunExportReads,
    private readonly templates: ExportTemplates,
  ) {}

  @Get('o/:org/finance/runs/:id/export')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    this.pages.render(request, reply, TEMPLATE, await this.page(actor, id));
  }

  @Post('o/:org/finance/runs/:id/export')
  async export(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.reader.run(actor, id);
    return this.pages.submit(request, reply, {
      form: ExportForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ version, kind, templateId }) => {
        const wanted = kind === 'payment' ? {} : { kind, ...(templateId ? { templateId } : {}) };
        await this.exports.export(actor, id, version, wanted);
        return `/o/${actor.organisationId}/finance/runs/${id}/export`;
      },
    });
  }

  @Get('o/:org/finance/runs/:id/exports/:exportId/file')
  async file(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Param('exportId', PAGE_ID) exportId: string,
  ): Promise<void> {
    sendFile(reply, await this.exported.file(actor, id, exportId));
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const { run, data } = await this.reader.head(actor, id);
    const files = data.files as { kind: string }[];
    const sent = run.state === 'exported' || run.state === 'closed';
    const further = FURTHER.filter((kind) => sent && !files.some((file) => file.kind === kind));
    return {
      ...data,
      title: sent ? `Files of payment run ${String(run.number)}` : `Export payment run ${String(run.number)}`,
      breadcrumbs: [
        ...(data.breadcrumbs ?? []),
        { text: `Payment run ${String(run.number)}`, href: String(data.root) },
      ],
      whyNot: whyNotSend(run.approvedBy, actor.id),
      further: further.map((kind) => ({ kind, name: FILE_WORDS[kind] ?? kind })),
      journals: further.includes('journal_csv') ? await this.journals(actor) : [],
    };
  }

  /** The column sets that a journal can be made with. */
  private async journals(actor: Actor): Promise<{ value: string; text: string }[]> {
    const saved = asked(ExportTemplateListQuery, { kind: 'journal_csv', limit: MOST_COLUMN_SETS });
    const { items } = await this.templates.list(actor, saved);
    return items.map(({ id, name }) => ({ value: id, text: name }));
  }
}
