import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch } from '../platform';
import type { Actor } from '../platform';
import { CurrentActor } from '../identity';
import { NoteWritesService } from './note-writes.service';
import {
  CorrectNoteDto,
  NoteDetailView,
  NoteListQuery,
  NotePage,
  toNoteDetailView,
  toNoteView,
  WriteNoteDto,
} from './notes.dto';
import { NotesService } from './notes.service';
import { REACH } from './reach';

@ApiTags('notes')
@Controller('notes')
export class NotesController {
  constructor(
    private readonly notes: NotesService,
    private readonly writes: NoteWritesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listNotes', summary: "Your own side's notes", description: REACH })
  @ApiOkResponse({ type: NotePage })
  async list(@CurrentActor() actor: Actor, @Query() query: NoteListQuery): Promise<NotePage> {
    const page = await this.notes.list(actor, query);
    return { ...page, items: page.items.map(toNoteView) };
  }

  @Post()
  @ApiOperation({
    operationId: 'writeNote',
    summary: 'Write a note that the other side never sees',
    description: REACH,
  })
  @ApiCreatedResponse({ type: NoteDetailView })
  async write(@CurrentActor() actor: Actor, @Body() note: WriteNoteDto): Promise<NoteDetailView> {
    const id = await this.writes.write(actor, note);
    return toNoteDetailView(await this.notes.written(actor, id));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getNote', summary: 'One note; the opening of a restricted one is on record' })
  @ApiOkResponse({ type: NoteDetailView })
  async one(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<NoteDetailView> {
    return toNoteDetailView(await this.notes.one(actor, id));
  }

  @Post(':id/corrections')
  @ApiOperation({
    operationId: 'correctNote',
    summary: 'Put right what you wrote; what it said stays to be read, struck out',
    description: `For whoever wrote it; where they have left, for those who lead. ${REACH}`,
  })
  @ApiCreatedResponse({ type: NoteDetailView })
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { body }: CorrectNoteDto,
  ): Promise<NoteDetailView> {
    await this.writes.correct(actor, id, version, body);
    return toNoteDetailView(await this.notes.written(actor, id));
  }
}
