import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiStoredFile, sendFile, withFile } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { InvoiceFilesService } from './invoice-files.service';
import { InvoiceView, toInvoiceView } from './invoice-view.dto';
import { DocumentForm } from './invoices.dto';
import { InvoicesService } from './invoices.service';

@ApiTags('invoices')
@Controller()
export class InvoiceFilesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly files: InvoiceFilesService,
  ) {}

  @Post('invoices/:id/documents')
  @ApiOperation({
    operationId: 'addInvoiceDocument',
    summary: 'Add a photo or PDF to an invoice',
    description: 'What it is, is told from its contents. One that is too large answers 413, one of another kind 422.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: DocumentForm })
  @ApiCreatedResponse({ type: InvoiceView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<InvoiceView> {
    await this.invoices.one(actor, id);
    await withFile(request, (file) => this.files.add(actor, id, file));
    return toInvoiceView(await this.invoices.one(actor, id));
  }

  @Get('invoice-documents/:id')
  @ApiOperation({
    operationId: 'getInvoiceDocument',
    summary: 'A photo or PDF of an invoice, to be saved: it is never shown as a page from here',
  })
  @ApiStoredFile()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.files.read(actor, id));
  }

  @Delete('invoice-documents/:id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeInvoiceDocument',
    summary: 'Take away a file that your side added, before the invoice was checked by it',
  })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.files.remove(actor, id);
  }
}
