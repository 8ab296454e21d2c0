export { EngagementModule } from './engagement.module';
export { EngagementListQuery, toEngagementView } from './engagements.dto';
export type { EngagementView } from './engagements.dto';
export { EngagementsService } from './engagements.service';
