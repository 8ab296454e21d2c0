export { PLACE_CHARACTERS, REASON_CHARACTERS } from './fit.dto';
export type { FitView } from './fit.dto';
export { FitModule } from './fit.module';
export { nameOf } from './fit-words';
export { Fits } from './fits.service';
