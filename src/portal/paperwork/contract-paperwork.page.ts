import { Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import { CodingsService, PurchaseOrdersService } from '../../payments';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { financialYearName, financialYearOf } from '../../shared/financial-year';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { dayIn, penceIn } from './money-in.rules';
import { ReadyToBePaidReader } from './ready-to-be-paid.service';

const TEMPLATE = 'paperwork/contract-paperwork.njk';
const YEAR = { message: 'Choose the financial year' };
const CODE = { message: 'Use at most 40 characters, as your ledger has it' };
const DONE: Readonly<Record<string, string>> = { order: 'The order is on record.', coding: 'The coding is on record.' };

class OrderForm {
  @IsNotEmpty({ message: 'Say the number of the order' })
  @MaxLength(60, { message: 'Use at most 60 characters' })
  number!: string;

  @Type(() => Number)
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  financialYear!: number;

  @IsNotEmpty({ message: 'Say what may be paid on it, in pounds and pence' })
  valuePence!: string;

  @IsOptional()
  validTo?: string;
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
    private readonly orders: PurchaseOrdersService,
    private readonly codings: CodingsService,
    private readonly ready: ReadyToBePaidReader,
    private readonly clock: Clock,
  ) {}

  @Get('o/:org/contracts/:id/paperwork')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
    @Query('done') done: unknown,
  ): Promise<void> {
    const text = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    const banner = text === undefined ? {} : { banner: { text, success: true } };
    this.pages.render(request, reply, TEMPLATE, { ...(await this.page(actor, id)), ...banner });
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
      form: OrderForm,
      template: TEMPLATE,
      page: () => this.page(actor, id),
      work: async ({ number, financialYear, ...form }) => {
        const valuePence = penceIn(form.valuePence);
        if (valuePence === null || valuePence === 0)
          throw wrong('valuePence', 'Say it in pounds and pence, like 48000.00');
        const validTo = form.validTo === undefined || form.validTo === '' ? undefined : dayIn(form.validTo);
        if (validTo === null) throw wrong('validTo', 'Say the day like 31/03/2027, or leave it empty');
        await this.orders.add(actor, id, {
          number,
          financialYear,
          valuePence,
          ...(validTo !== undefined && { validTo }),
        });
        return at(actor, id, 'order');
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
      page: () => this.page(actor, id),
      work: async ({ codingYear: financialYear, costCentre, accountCode, analysisCode = '' }) => {
        const analysis = analysisCode === '' ? null : analysisCode;
        await this.codings.set(actor, id, { financialYear, costCentre, accountCode, analysisCode: analysis });
        return at(actor, id, 'coding');
      },
    });
  }

  private async page(actor: Actor, id: string): Promise<PageData> {
    const [ordered, codings, ready] = await Promise.all([
      this.orders.of(actor, id),
      this.codings.of(actor, id),
      this.ready.of(actor, id),
    ]);
    const present = financialYearOf(this.clock.today());
    const named = <Of extends { financialYear: number }>(each: Of) => ({
      ...each,
      year: financialYearName(each.financialYear),
    });
    return {
      title: 'Orders and coding',
      root: `/o/${actor.organisationId}`,
      contractId: id,
      ready,
      mayChange: actor.roles.some((role) => role !== 'finance_approver'),
      orders: ordered.items.map(named),
      years: ordered.years.filter(({ orderedPence }) => orderedPence > 0).map(named),
      codings: codings.map(named),
      choices: [present - 1, present, present + 1].map((year) => ({
        value: String(year),
        text: financialYearName(year),
      })),
      present: String(present),
    };
  }
}

function at({ organisationId }: Actor, id: string, done: string): string {
  return `/o/${organisationId}/contracts/${id}/paperwork?done=${done}`;
}

function wrong(field: string, text: string): FormRefused {
  return new FormRefused(422, [{ field, text }]);
}
