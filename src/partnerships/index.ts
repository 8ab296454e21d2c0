export { PartnershipsModule } from './partnerships.module';
