export { isCorrectable } from './authors';
export { EngagementModule } from './engagement.module';
export { CHANNELS, toEngagementDetailView, toEngagementView } from './engagement-view.dto';
export type { Channel, EngagementDetailRow, EngagementDetailView, EngagementView } from './engagement-view.dto';
export { CorrectEngagementDto, LogEngagementDto } from './engagement-write.dto';
export { EngagementWritesService } from './engagement-writes.service';
export { EngagementListQuery } from './engagements.dto';
export { EngagementsService } from './engagements.service';
export { REACH } from './reach';
