import { Module } from '@nestjs/common';
import { EngagementWritesService } from './engagement-writes.service';
import { EngagementsController } from './engagements.controller';
import { EngagementsService } from './engagements.service';

@Module({
  controllers: [EngagementsController],
  providers: [EngagementsService, EngagementWritesService],
  exports: [EngagementsService],
})
export class EngagementModule {}
