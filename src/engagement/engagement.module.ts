import { Module } from '@nestjs/common';
import { EngagementWritesService } from './engagement-writes.service';
import { EngagementsController } from './engagements.controller';
import { EngagementsService } from './engagements.service';
import { NoteWritesService } from './note-writes.service';
import { NotesController } from './notes.controller';
import { NotesService } from './notes.service';

@Module({
  controllers: [EngagementsController, NotesController],
  providers: [EngagementsService, EngagementWritesService, NotesService, NoteWritesService],
  exports: [EngagementsService, EngagementWritesService, NotesService, NoteWritesService],
})
export class EngagementModule {}
