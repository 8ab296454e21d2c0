import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Commencements } from '../../commencement';
import type { CommencementVersionView } from '../../commencement';
import { ContractDetailService, toContractDetailView } from '../../contracts';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import { answersIn } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { ConfirmForm, wantedIn } from './commencement-form';
import { CHANNEL_OPTIONS, commencementLines, WAY_OPTIONS } from './commencement-words.rules';
import { rowsIn, rowsOf, withMore } from './deadline-rows.rules';
import type { Rows } from './deadline-rows.rules';

const TEMPLATE = 'commencement/commencement.njk';
const DONE: Readonly<Record<string, string>> = {
  proposed: 'It is on its way: the other side is asked to confirm it.',
  confirmed: 'Both sides have agreed. Thank you.',
};

/** How both work together, for either side: what holds, what waits with one button to confirm it, and a form to change it. */
@PageController()
export class CommencementPage {
  constructor(
    private readonly pages: Pages,
    private readonly contracts: ContractDetailService,
    private readonly commencements: Commencements,
  ) {}

  @Get('o/:org/contracts/:id/commencement')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const begun = request.draft?.found?.answers;
    const page = await this.page(actor, id, begun && rowsIn(begun));
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE });
  }

  @Post('o/:org/contracts/:id/commencement')
  async propose(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const answers = answersIn(request.body);
    const page = () => this.page(actor, id, rowsIn(answers));
    await this.commencements.of(actor, id);
    if (answers.step === 'rows') {
      const more = await this.page(actor, id, withMore(rowsIn(answers)));
      this.pages.render(request, reply, TEMPLATE, more, { answers });
      return;
    }
    try {
      const { version, wanted } = wantedIn(answers);
      await orAskAgain(() => this.commencements.propose(actor, id, version, wanted));
      this.pages.goTo(reply, `${addressOf(actor, id)}?done=proposed`);
    } catch (error) {
      await this.pages.showAgain(request, reply, { template: TEMPLATE, page, answers }, error);
    }
  }

  @Post('o/:org/contracts/:id/commencement/confirmation')
  async confirm(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.commencements.of(actor, id);
    const to = addressOf(actor, id);
    const move = { form: ConfirmForm, template: TEMPLATE, page: () => this.page(actor, id), to, done: 'confirmed' };
    await this.pages.move(request, reply, move, ({ version }) => this.commencements.confirm(actor, id, version));
  }

  /** `rows` as they were sent; without them the form begins with the newest version. */
  private async page(actor: Actor, id: string, rows?: Rows): Promise<PageData> {
    const contract = toContractDetailView(await this.contracts.one(actor, id));
    const { inForce, open, waitsFor, version } = await this.commencements.of(actor, id);
    return {
      title: 'How we work together',
      root: `/o/${actor.organisationId}`,
      contract,
      other: actor.side === 'health' ? contract.group : contract.healthBody,
      version,
      versionNow: version,
      inForce: inWords(inForce, contract),
      open: inWords(open, contract),
      waitsForYou: waitsFor === actor.side,
      mayChange: actor.roles.some((role) => role === 'partnership_manager' || role === 'group_lead'),
      newest: open ?? inForce ?? NOTHING_YET,
      rows: rows ?? rowsOf(open ?? inForce ?? NOTHING_YET),
      whose: [
        { value: '', text: 'Choose' },
        { value: 'group', text: contract.group },
        { value: 'health', text: contract.healthBody },
      ],
      channels: CHANNEL_OPTIONS,
      ways: WAY_OPTIONS,
    };
  }
}

function addressOf({ organisationId }: Actor, id: string): string {
  return `/o/${organisationId}/contracts/${id}/commencement`;
}

function inWords(version: CommencementVersionView | null, contract: { healthBody: string; group: string }) {
  if (version === null) return null;
  const { agreedOn, proposedOn } = version;
  const names = { health: contract.healthBody, group: contract.group };
  return { agreedOn, proposedOn, lines: commencementLines(version, names) };
}

const NOTHING_YET = {
  channel: '',
  contactEveryDays: '',
  ways: [],
  healthAvailability: '',
  groupAvailability: '',
  deadlines: [],
  reviews: [],
};
