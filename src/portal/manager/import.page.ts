import { Readable } from 'node:stream';
import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ImportService, ImportsService, TEMPLATES, withUpload } from '../../exchange';
import type { ImportFileKind, ImportRequest, ImportResult, ImportRunRow } from '../../exchange';
import { checkFormToken, CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import { sendCsv } from '../../platform';
import type { Actor } from '../../platform';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { oneOf, PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { counted } from '../frame/wording.rules';

const TEMPLATE = 'manager/import.njk';
const FILES = { contracts: 'contracts', payments: 'payments', contacts: 'contacts' } as const;
const SHOWN_EARLIER = 10;
/** More would make a page that no phone opens; the rows set aside name them all. */
const SHOWN_PROBLEMS = 200;

interface Outcome {
  asked: Pick<ImportRequest, 'dryRun' | 'keepGood'>;
  result: ImportResult;
}

/** Bringing in the spreadsheets of today: check first, then bring in. The files are not kept in between. */
@PageController()
export class ImportsPage {
  constructor(
    private readonly pages: Pages,
    private readonly importer: ImportService,
    private readonly imports: ImportsService,
  ) {}

  @Get('o/:org/import')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Query('done') done: unknown,
  ): Promise<void> {
    const page = await this.page(actor);
    const run = page.earlier.find(({ id }) => id === done);
    const banner = run === undefined ? {} : { banner: { text: bannerOf(run), success: run.report.refused === 0 } };
    const partnerships = isOpen({ path: '/partnerships' }, actor.roles)
      ? `/o/${actor.organisationId}/partnerships`
      : null;
    this.pages.render(request, reply, TEMPLATE, { ...page, ...banner, next: run === undefined ? null : partnerships });
  }

  @Post('o/:org/import')
  async bringIn(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
  ): Promise<void> {
    const token = { name: '_csrf', check: (value: unknown) => checkFormToken(value, person) };
    try {
      const { asked, result } = await withUpload(request, (upload) => this.run(actor, upload), token);
      const { importId } = result;
      if (importId !== null) this.pages.goTo(reply, `/o/${actor.organisationId}/import?done=${importId}`);
      else {
        const page = { ...(await this.page(actor)), outcome: outcomeOf(result, asked) };
        const bad = result.report.errors.length;
        const text = `${counted(bad, 'thing has', 'things have')} to be mended. Nothing was brought in`;
        const again = bad > 0 ? { status: 422, errors: [{ field: 'problems', text }] } : {};
        this.pages.render(request, reply, TEMPLATE, page, again);
      }
    } catch (error) {
      const again = { template: TEMPLATE, page: () => this.page(actor), answers: {} };
      await this.pages.showAgain(request, reply, again, error);
    }
  }

  @Get('o/:org/import/templates/:file')
  template(@Res() reply: FastifyReply, @Param('file', oneOf(FILES)) file: ImportFileKind): void {
    sendCsv(reply, `${file}.csv`, TEMPLATES[file]);
  }

  @Get('o/:org/import/:id/rows-to-mend/:file')
  async rowsToMend(
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Param('file', oneOf(FILES)) file: ImportFileKind,
  ): Promise<void> {
    sendCsv(reply, `${file}.to-mend.csv`, Readable.from(await this.imports.rowsToMend(actor, id, file)));
  }

  private async run(actor: Actor, upload: ImportRequest): Promise<Outcome> {
    return { asked: upload, result: await this.importer.forTenant(actor, upload) };
  }

  private async page(actor: Actor): Promise<PageData & { earlier: ImportRunRow[] }> {
    const { items } = await this.imports.list(actor, { limit: SHOWN_EARLIER, count: false });
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'Import spreadsheets',
      outcome: null,
      next: null,
      root: `${root}/import`,
      history: `${root}/admin/imports`,
      earlier: items,
    };
  }
}

/** What was found, for whoever has to decide what to do next. */
function outcomeOf({ report, changed }: ImportResult, { dryRun, keepGood }: Outcome['asked']): object {
  const { errors, ...counts } = report;
  return {
    ...counts,
    dryRun,
    keepGood,
    changed,
    problems: errors.slice(0, SHOWN_PROBLEMS),
    problemCount: errors.length,
  };
}

function bannerOf({ report: { created, updated, refused } }: ImportRunRow): string {
  const brought = `Brought in: ${String(created)} new, ${String(updated)} changed.`;
  return refused === 0 ? brought : `${brought} Some rows were set aside: mend them and bring them in again.`;
}
