import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  checkTemplate,
  ExportTemplateChanges,
  ExportTemplateListQuery,
  ExportTemplates,
  layoutOf,
  previewOf,
  SOURCES_OF,
  templateOf,
  toExportTemplateView,
  USUAL_AP_TEMPLATE,
  USUAL_JOURNAL_TEMPLATE,
} from '../../finance';
import type { ChangeExportTemplateDto, SaveExportTemplateDto } from '../../finance';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { answersIn } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asked } from '../group/asked';
import { formIn, formOf, OWN_TEXT, savedFrom, withEmptyRows } from './template-form';
import type { TemplateForm } from './template-form';

const TEMPLATE = 'finance/export-template.njk';
/** Room for what is added next. */
const [ROOM, MORE] = [2, 5];
const MOST_SHOWN = 200;

const DONE: Readonly<Record<string, string>> = {
  saved: 'The column set is saved. It can be chosen from now on.',
  changed: 'The column set is changed. A run that was submitted with it before has to be sent back first.',
  removed: 'The column set is taken away. Files that were made with it stay as they are.',
};

class RemoveForm {
  @Type(() => Number)
  @IsInt({ message: 'Open the page again, then take it away' })
  @Min(1, { message: 'Open the page again, then take it away' })
  version!: number;
}

/** One column set that is being written: a new one has no id yet. */
interface Edited {
  id: string | null;
  save: (wanted: SaveExportTemplateDto, version: number) => Promise<unknown>;
  done: 'saved' | 'changed';
}

/** What a health body's ledger wants its files to look like. */
@PageController()
export class ExportTemplatesPage {
  constructor(
    private readonly pages: Pages,
    private readonly templates: ExportTemplates,
    private readonly changes: ExportTemplateChanges,
  ) {}

  @Get('o/:org/finance/export-templates')
  async list(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const { items } = await this.templates.list(actor, asked(ExportTemplateListQuery, { limit: MOST_SHOWN }));
    const page = {
      title: 'Column sets',
      breadcrumbs: [{ text: 'Finance', href: `/o/${actor.organisationId}/finance` }],
      root: rootOf(actor),
      templates: items.map(toExportTemplateView),
      usual: USUAL_AP_TEMPLATE.columns,
    };
    await this.pages.open(request, reply, { template: 'finance/export-templates.njk', page, done: DONE });
  }

  @Get('o/:org/finance/export-templates/new')
  start(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('kind') kind: unknown,
  ): void {
    const usual = kind === 'journal_csv' ? USUAL_JOURNAL_TEMPLATE : USUAL_AP_TEMPLATE;
    const form = withEmptyRows(formOf(usual, '', ''), ROOM);
    this.pages.render(request, reply, TEMPLATE, page(actor, null, form));
  }

  @Post('o/:org/finance/export-templates')
  save(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    return this.submit(request, reply, actor, {
      id: null,
      save: (wanted) => this.changes.save(actor, wanted),
      done: 'saved',
    });
  }

  @Get('o/:org/finance/export-templates/:id')
  async one(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const data = await this.saved(actor, id);
    this.pages.render(request, reply, TEMPLATE, data);
  }

  @Post('o/:org/finance/export-templates/:id')
  async change(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.templates.one(actor, id);
    await this.submit(request, reply, actor, {
      id,
      save: (wanted, version) => this.changes.change(actor, id, version, changeFrom(wanted)),
      done: 'changed',
    });
  }

  @Post('o/:org/finance/export-templates/:id/removal')
  async remove(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.templates.one(actor, id);
    await this.pages.move(
      request,
      reply,
      {
        form: RemoveForm,
        template: TEMPLATE,
        page: () => this.saved(actor, id),
        to: rootOf(actor),
        done: 'removed',
      },
      ({ version }) => this.changes.remove(actor, id, version),
    );
  }

  /** Preview, more rows, or saving: all with what was written kept. */
  private async submit(request: PageRequest, reply: FastifyReply, actor: Actor, edited: Edited): Promise<void> {
    const answers = answersIn(request.body);
    const form = formIn(answers);
    if (answers.do === 'more') {
      this.pages.render(request, reply, TEMPLATE, page(actor, edited.id, withEmptyRows(form, MORE)));
      return;
    }
    try {
      const wanted = savedFrom(form);
      const template = layoutOf(wanted);
      checkTemplate(template);
      if (answers.do === 'preview') {
        const preview = await previewOf(template);
        this.pages.render(request, reply, TEMPLATE, { ...page(actor, edited.id, withEmptyRows(form, ROOM)), preview });
        return;
      }
      await edited.save(wanted, Number(form.version));
      this.pages.goTo(reply, `${rootOf(actor)}?done=${edited.done}`);
    } catch (error) {
      const again = { template: TEMPLATE, page: page(actor, edited.id, withEmptyRows(form, ROOM)), answers: {} };
      await this.pages.showAgain(request, reply, again, error);
    }
  }

  private async saved(actor: Actor, id: string): Promise<PageData> {
    const row = await this.templates.one(actor, id);
    return page(actor, id, withEmptyRows(formOf(templateOf(row), row.name, String(row.version)), ROOM));
  }
}

/** The kind of file stays as it was saved. */
function changeFrom(wanted: SaveExportTemplateDto): ChangeExportTemplateDto {
  const { name, columns, headerLine, dateFormat, amountFormat, separator, lineEnding, quoting, control } = wanted;
  const layout = { name, columns, headerLine, dateFormat, amountFormat, separator, lineEnding, quoting };
  return control === null || control === undefined ? layout : { ...layout, control };
}

function page(actor: Actor, id: string | null, form: TemplateForm): PageData {
  const root = rootOf(actor);
  return {
    title: id === null ? 'New column set' : 'Column set',
    breadcrumbs: [
      { text: 'Finance', href: `/o/${actor.organisationId}/finance` },
      { text: 'Column sets', href: root },
    ],
    root,
    id,
    form,
    journal: form.kind === 'journal_csv',
    sources: Object.entries(SOURCES_OF[form.kind]).map(([value, text]) => ({ value, text })),
    ownText: OWN_TEXT,
    preview: null,
  };
}

function rootOf({ organisationId }: Actor): string {
  return `/o/${organisationId}/finance/export-templates`;
}
