import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../identity';
import { ApiStoredFile, sendFile, withFile } from '../platform';
import type { Actor } from '../platform';
import { AttachedDocumentsService } from './attached-documents.service';
import { AttachedFileForm, DocumentListQuery, DocumentPage, DocumentView, toDocumentView } from './documents.dto';
import type { SubjectOf } from './subject';

const DESCRIPTION = `Both sides see it. What it is, is told from its contents: one that is too large answers 413, one of
  another kind 422.`;

@ApiTags('documents')
@Controller()
export class DocumentsController {
  constructor(private readonly documents: AttachedDocumentsService) {}

  @Get('documents')
  @ApiOperation({
    operationId: 'listDocuments',
    summary:
      'Files that go with contracts, payments, decisions and contact, newest first; also that there was one that is gone',
  })
  @ApiOkResponse({ type: DocumentPage })
  async list(@CurrentActor() actor: Actor, @Query() query: DocumentListQuery): Promise<DocumentPage> {
    const page = await this.documents.list(actor, query);
    return { ...page, items: page.items.map(toDocumentView) };
  }

  @Get('documents/:id')
  @ApiOperation({
    operationId: 'getDocument',
    summary: 'A file, to be saved: it is never shown as a page from here',
  })
  @ApiStoredFile()
  async read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await this.documents.read(actor, id));
  }

  @Delete('documents/:id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'removeDocument',
    summary: 'Take away a file that your side added; the other side sees that it is gone, and since when',
  })
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.documents.remove(actor, id);
  }

  @Post('contracts/:id/documents')
  @ApiOperation({ operationId: 'addContractDocument', summary: 'Add a file to a contract', description: DESCRIPTION })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: AttachedFileForm })
  @ApiCreatedResponse({ type: DocumentView })
  toContract(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<DocumentView> {
    return this.add(actor, { kind: 'contract', id }, request);
  }

  @Post('instalments/:id/documents')
  @ApiOperation({ operationId: 'addPaymentDocument', summary: 'Add a file to a payment', description: DESCRIPTION })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: AttachedFileForm })
  @ApiCreatedResponse({ type: DocumentView })
  toPayment(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<DocumentView> {
    return this.add(actor, { kind: 'payment', id }, request);
  }

  @Post('engagements/:id/documents')
  @ApiOperation({
    operationId: 'addEngagementDocument',
    summary: 'Add a file to an entry of the contact log that both sides see',
    description: DESCRIPTION,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: AttachedFileForm })
  @ApiCreatedResponse({ type: DocumentView })
  toContact(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<DocumentView> {
    return this.add(actor, { kind: 'contact', id }, request);
  }

  @Post('decisions/:id/documents')
  @ApiOperation({ operationId: 'addDecisionDocument', summary: 'Add a file to a decision', description: DESCRIPTION })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: AttachedFileForm })
  @ApiCreatedResponse({ type: DocumentView })
  toDecision(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<DocumentView> {
    return this.add(actor, { kind: 'decision', id }, request);
  }

  private async add(actor: Actor, of: SubjectOf, request: FastifyRequest): Promise<DocumentView> {
    await this.documents.subject(actor, of);
    const id = await withFile(request, (file) => this.documents.add(actor, of, file));
    return toDocumentView(await this.documents.one(actor, id));
  }
}
