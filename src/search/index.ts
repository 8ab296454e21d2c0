export { HIT_KINDS } from './search.dto';
export type { HitKind, HitsOfKindView, HitView } from './search.dto';
export { SearchModule } from './search.module';
export { SearchService } from './search.service';
