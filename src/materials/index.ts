export { nameStateOf } from './consent.rules';
export type { NameConsent, NameState } from './consent.rules';
export { CONSENTS } from './reading';
export { MaterialsModule } from './materials.module';
