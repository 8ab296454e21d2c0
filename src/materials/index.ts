export { MaterialsModule } from './materials.module';
