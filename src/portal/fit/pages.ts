import { WorkPage } from '../profile/work.page';
import { FindGroupsPage } from './find-groups.page';
import { FitPage } from './fit.page';
import { GroupProfilePage } from './group-profile.page';

/** What groups work on, and whether what is asked of them is that. */
export const FIT_PAGES = [WorkPage, FitPage, GroupProfilePage, FindGroupsPage];
