import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { REGIMES } from '../../contracts';
import type { ContractRegime } from '../../contracts';
import { CurrentActor } from '../../identity';
import { CodingsService, PaymentSetup, PurchaseOrdersService } from '../../payments';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { VersionForm } from '../frame/version-form';
import { OrderForm, orderIn } from './order-form';
import { PaperworkReader } from './paperwork-reading.service';

const TEMPLATE = 'paperwork/contract-paperwork.njk';
const YEAR = { message: 'Choose the financial year' };
const CODE = { message: 'Use at most 40 characters, as your ledger has it' };
const NEEDED = { yes: true, no: false, with_orders: null };
const DONE: Readonly<Record<string, string>> = {
  order: 'The order is on record.',
  'order-changed': 'The order is changed.',
  'order-removed': 'The order is taken out.',
  coding: 'The coding is on record.',
  setup: 'It is on record how payments are set up.',
  payee: 'The payee name is on record.',
};

class SetupForm extends VersionForm {
  @IsOptional()
  @MaxLength(40, CODE)
  supplierNumber?: string;

  @IsIn(['yes', 'no', 'with_orders'], { message: 'Say whether each payment needs an order' })
  orderNeeded!: keyof typeof NEEDED;

  @IsOptional()
  @IsIn([...REGIMES, ''], { message: 'Choose the rules from the list' })
  regime?: ContractRegime | '';
}

class YearOrderForm extends OrderForm {
  @Type(() => Number)
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  financialYear!: number;
}

class CodingForm {
  @Type(() => Number)
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  codingYear!: number;

  @IsNotEmpty({ message: 'Say the cost centre' })
  @MaxLength(40, CODE)
  costCentre!: string;

  @IsNotEmpty({ message: 'Say the account' })
  @MaxLength(40, CODE)
  accountCode!: string;

  @IsOptional()
  @MaxLength(40, CODE)
  analysisCode?: string;
}

/** What finance keeps of a contract: orders and coding by year, and what is still missing before it can pay. */
@PageController()
export class ContractPaperworkPage {
  constructor(
    private readonly pages: Pages,
    private readonly reader: PaperworkReader,
    private readonly orders: PurchaseOrdersService,
    private readonly codings: CodingsService,
    private readonly setup: PaymentSetup,
  ) {}

  @Get('o/:org/contracts/:id/paperwork')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.pages.open(request, reply, { template: TEMPLATE, page: await this.reader.page(actor, id), done: DONE });
  }

  @Post('o/:org/contracts/:id/paperwork/orders')
  async addOrder(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.orders.of(actor, id);
    await this.pages.submit(request, reply, {
      form: YearOrderForm,
      template: TEMPLATE,
      page: () => this.reader.page(actor, id),
      work: async ({ financialYear, ...form }) => {
        await this.orders.add(actor, id, { financialYear, ...orderIn(form) });
        return at(actor, id, 'order');
      },
    });
  }

  @Post('o/:org/contracts/:id/paperwork/setup')
  async setUp(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.setup.of(actor, id);
    await this.pages.submit(request, reply, {
      form: SetupForm,
      template: TEMPLATE,
      page: () => this.reader.page(actor, id),
      work: async ({ version, supplierNumber = '', orderNeeded, regime = '' }) => {
        const supplier = supplierNumber === '' ? null : supplierNumber;
        const wanted = {
          supplierNumber: supplier,
          purchaseOrderNeeded: NEEDED[orderNeeded],
          regime: regime === '' ? null : regime,
        };
        await orAskAgain(() => this.setup.change(actor, id, version, wanted));
        return at(actor, id, 'setup');
      },
    });
  }

  @Post('o/:org/contracts/:id/paperwork/coding')
  async code(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    await this.orders.of(actor, id);
    await this.pages.submit(request, reply, {
      form: CodingForm,
      template: TEMPLATE,
      page: () => this.reader.page(actor, id),
      work: async ({ codingYear: financialYear, costCentre, accountCode, analysisCode = '' }) => {
        const analysis = analysisCode === '' ? null : analysisCode;
        await this.codings.set(actor, id, { financialYear, costCentre, accountCode, analysisCode: analysis });
        return at(actor, id, 'coding');
      },
    });
  }
}

function at({ organisationId }: Actor, id: string, done: string): string {
  return `/o/${organisationId}/contracts/${id}/paperwork?done=${done}`;
}
