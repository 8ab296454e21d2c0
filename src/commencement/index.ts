export { CommencementDto, CommencementVersionView } from './commencement.dto';
export { CommencementModule } from './commencement.module';
export { CHANNELS, WAYS } from './commencement.rules';
export type { Channel, Way } from './commencement.rules';
export { Commencements } from './commencements.service';
