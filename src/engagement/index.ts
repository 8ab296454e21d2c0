export { EngagementModule } from './engagement.module';
export { toEngagementView } from './engagement-view.dto';
export { EngagementListQuery } from './engagements.dto';
export { EngagementsService } from './engagements.service';
